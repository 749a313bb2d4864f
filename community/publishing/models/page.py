from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.models import PageManager as WagtailPageManager
from wagtail.query import PageQuerySet

from community.access.audience import MEMBERS, PUBLIC, AudienceField, audience_constraint, network_of
from community.access.guards import viewer_of
from community.access.querysets import Visible
from community.access.viewer import viewer_kept_with
from community.ui.navigation import in_language

from ..document import SearchDocument
from ..page_form import PageForm


class BasePageQuerySet(Visible, PageQuerySet):
    """Pages by who may see them."""


def validate_page_audience(key: str) -> None:
    if not (key in {PUBLIC, MEMBERS} or network_of(key)):
        raise ValidationError(_("A page is for everyone, for members or for one network."), code="audience")


class BasePage(Page):
    """What every page of ours is: a Wagtail page with an audience key (Wagtail's privacy panel is off).

    A concrete table of its own, for one reason: whoever reads pages of every kind (addresses, sitemap, search, the
    editors' lists) asks who may see them in the same query. It costs a page one join more.
    """

    audience = AudienceField(default=PUBLIC)
    summary = models.CharField(
        _("in one sentence"), max_length=300, blank=True, help_text=_("Shown in lists, and first on the page.")
    )

    objects: ClassVar[Any] = WagtailPageManager.from_queryset(BasePageQuerySet)()

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    settings_panels: ClassVar[list[Any]] = [FieldPanel("audience"), *Page.settings_panels]
    base_form_class = PageForm
    private_page_options: ClassVar[list[str]] = []
    is_creatable = False
    translations: Sequence["BasePage"] = ()
    """The page in all its languages, where it was found by its address."""

    class Meta:
        constraints = [
            # No page stands in a room: every editor of the admin may see every page.
            audience_constraint("publishing_page_audience", rooms=False)
        ]

    def clean(self) -> None:
        super().clean()
        validate_page_audience(self.audience)

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def here(self) -> str:
        """The page's address under the prefix that the reader uses."""
        return in_language(self.url or "/", (get_language() or self.language)[:2])

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision, effects included, or nothing at all."""
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, to whoever may see it; to others it is not there, as if it never was."""
        if not viewer_of(request).may_see(self.audience):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def permissions_for_user(self, user: Any) -> Any:
        """Wagtail's own, and none at all on a page that the user may not see."""
        hidden = self.audience != PUBLIC and not viewer_kept_with(user).may_see(self.audience)
        tester = super().permissions_for_user(AnonymousUser() if self.pk and hidden else user)
        tester.can_set_view_restrictions = bool  # never: the audience is the only say
        return tester

    def body_text(self) -> str:
        """The page's own words besides title and summary, for the search."""
        return ""

    def search_document(self) -> SearchDocument | None:
        """Each translation is a document of its own, shown to readers of those languages that have no other."""
        if not self.live or not self.url:
            return None
        others = self.get_translations().live().filter(audience__in={PUBLIC, self.audience})
        return SearchDocument(
            kind="page",
            id=str(self.pk),
            title=self.title,
            text="\n\n".join(part for part in (self.summary, self.search_description, self.body_text()) if part),
            url=self.url,
            audience=self.audience,
            language=self.language,
            network=network_of(self.audience),
            date=self.first_published_at.date() if self.first_published_at else None,
            shown_otherwise_in=tuple(others.values_list("locale__language_code", flat=True)),
        )
