"""What the editors' pages need in the database: three languages, a front page in each, and the site's address."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.sites.models import Site as DjangoSite
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow, WorkflowPage

from community.networks.grant import EDITORS

from .models import ArticlePage, ContentPage, FrontPage, NewsIndexPage

LANGUAGES = [code for code, _name in settings.LANGUAGES]
STANDING: dict[str, tuple[type[ContentPage], Any]] = {
    "om": (ArticlePage, _("What is Saman?")),
    "tilgjengelighetserklaering": (ArticlePage, _("Accessibility statement")),
    "personvern": (ArticlePage, _("Privacy statement")),
    "bruk-det-som-ligger-her": (ArticlePage, _("Terms and licence")),
    "nyheter": (NewsIndexPage, _("News")),
}
"""Pages that every site must have, by the path that `home.urls` knows them under."""


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
def setup_standing_pages() -> None:
    """The pages that the footer leads to are there from the first day, empty until somebody writes them. Idempotent."""
    fronts = setup_pages()
    for code, front in fronts.items():
        with translation.override(code):
            for slug, (model, title) in STANDING.items():
                _standing(model, slug, str(title), front, fronts["nb"])


def _standing(model: type[ContentPage], slug: str, title: str, front: FrontPage, nb: FrontPage) -> None:
    if model.objects.child_of(front).filter(slug=slug).exists():
        return
    page = model(title=title, slug=slug, locale=front.locale)
    if original := model.objects.child_of(nb).filter(slug=slug).first():
        page.translation_key = original.translation_key
    if model is ArticlePage:
        page.summary = gettext("Those who run the site have not written this page yet.")
    FrontPage.objects.get(pk=front.pk).add_child(instance=page)
    page.save_revision().publish()


@transaction.atomic
def setup_page_editors() -> None:
    """Editors write, translate, publish and lock pages everywhere. (Wagtail gives its own «Editors» the library.)"""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    for act in ("add", "change", "publish", "lock", "unlock"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{act}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=_tree_root(), permission=permission)
    # Editors publish pages themselves. The workflow that Wagtail ships leads to a group of its own with nobody in it.
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
    Workflow.objects.filter(name="Moderators approval").update(active=False)


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
