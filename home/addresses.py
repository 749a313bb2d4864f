"""Which page an address means: by its path below the language's front page, in the reader's language if it can be."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Site

from community.access.viewer import Viewer
from community.publishing.models import BasePage


def page_at(path: str, viewer: Viewer) -> BasePage | None:
    """The page that the viewer may see at a path, whatever prefix it was asked under: two queries.

    A page without a translation in the reader's language is found in its own; one that has it, in the reader's, even
    where the two are not spelt alike. All translations that the viewer may see come along, as `translations`.
    """
    paths = [root.root_path + path for root in Site.get_site_root_paths()]
    visible = BasePage.objects.visible_to(viewer)
    named = visible.filter(url_path__in=paths).values("translation_key")
    family = list(visible.filter(translation_key__in=named).select_related("locale").order_by("locale_id"))
    if not family:
        return None
    order = [get_language() or "nb", *(code for code, _name in settings.LANGUAGES)]
    nearest = min(family, key=lambda page: order.index(page.language))
    found: BasePage = nearest.specific
    found.locale = nearest.locale
    found.translations = family
    return found
