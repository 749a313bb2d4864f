"""What the editors' pages need in the database: three languages, a front page in each, and the site's address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.sites.models import Site as DjangoSite
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import GroupPagePermission, Locale, Page, Site

from community.networks.grant import EDITORS

from .models import FrontPage

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@transaction.atomic
def setup_pages() -> dict[str, FrontPage]:
    """Idempotent. Gives the front page of each language; what an editor has written in one is left alone."""
    fronts: dict[str, FrontPage] = {}
    for code in LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        fronts[code] = FrontPage.objects.filter(locale=locale).first() or _front(locale, fronts.get("nb"))
    _site(fronts["nb"])
    return fronts


@transaction.atomic
def setup_page_editors() -> None:
    """Editors write, publish and lock pages everywhere. (Pictures and documents Wagtail gives its own «Editors».)"""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    for act in ("add", "change", "publish", "lock", "unlock"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{act}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=_tree_root(), permission=permission)


def _front(locale: Locale, of: FrontPage | None) -> FrontPage:
    with translation.override(locale.language_code):
        front = FrontPage(
            title=gettext("Front page"),
            slug=f"forside-{locale.language_code}",
            promise=gettext("What one municipality learns, another can use."),
            locale=locale,
        )
    if of:
        front.translation_key = of.translation_key
    _tree_root().add_child(instance=front)
    front.save_revision().publish()
    return FrontPage.objects.get(pk=front.pk)


def _tree_root() -> Page:
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def _site(front: FrontPage) -> None:
    """Where the site lies. Wagtail's own first page goes, once nothing leads to it."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    before, site.root_page = site.root_page_id, Page.objects.get(pk=front.pk)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    if before != front.pk and (first := Page.objects.filter(pk=before, numchild=0, content_type__model="page").first()):
        first.delete()
    names = {"domain": address.netloc or "localhost", "name": settings.WAGTAIL_SITE_NAME}
    DjangoSite.objects.update_or_create(pk=settings.SITE_ID, defaults=names)
