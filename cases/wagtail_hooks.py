"""Experiences in Wagtail's admin: its history, comparison, schedule and workflow, behind the same four reads.

A member's words are theirs: editors curate themes and tags here, and propose other words on the site's own desk.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.access.audience import audience_name
from community.access.guards import viewer_of
from community.publishing.models import ReviewState

from .admin import OF_THE_WRITERS, ActsView, CurateView, schedule_panel, show_instead_of_reverting
from .choosers import ContributionChooserViewSet
from .models import Contribution, Experience, Resource
from .retire import ARCHIVED, RESTORED
from .schedule import schedule_of


def within_reach(model: type[Contribution], request: HttpRequest) -> Any:
    """What the reader may see the draft of, or has to judge."""
    return model.objects.within_reach_of(viewer_of(request))


def _seen_by(contribution: Contribution) -> str:
    return audience_name(contribution.audience, contribution.network)


def _review(contribution: Contribution) -> str:
    said = schedule_of(contribution)
    state = [] if said and not contribution.review_state else [str(ReviewState(contribution.review_state).label)]
    return ". ".join([*state, *said])


def curate_panels(model: type[Contribution], *columns: str) -> list[Panel]:
    """The author's words to read, and what an editor sets."""
    words = [FieldPanel(name, read_only=True) for name in ("title", "summary", *model.MARKDOWN, *columns)]
    own = MultiFieldPanel(words, heading=_("The author's words"))
    return [own, FieldPanel("themes"), FieldPanel("tags"), schedule_panel(model)]


class ContributionViewSet(SnippetViewSet):
    add_to_admin_menu = True
    list_display = (
        "title",
        Column("municipality_name", label=_("Municipality"), sort_key="municipality_name"),
        Column("audience", label=_("Visible to"), accessor=_seen_by),
        Column("review", label=_("Review"), accessor=_review),
        BooleanColumn("live", label=_("Published"), sort_key="live"),
    )
    list_filter = ("live", "review_state", "language", "network")
    search_fields = ("title__sort_key", "summary__sort_key")
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = ContributionChooserViewSet
    edit_view_class = CurateView
    history_view_class = ActsView

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locking_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        parts: dict[str, Any] = super().get_common_view_kwargs(lock_url_name=None, unlock_url_name=None, **kwargs)
        return parts

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = within_reach(self.model, request).with_schedule().select_related("network")
        return rows

    @property
    def revisions_revert_view(self) -> Callable[..., HttpResponse]:
        return show_instead_of_reverting(self.get_url_name("revisions_view"))

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Every view of one contribution (edit, history, compare, preview …) asks first whether it is within reach."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
            if "pk" in parts:
                get_object_or_404(within_reach(self.model, request), pk=parts["pk"])
            return view(request, *args, **parts)

        return guarded


class ExperienceViewSet(ContributionViewSet):
    model = Experience
    icon = "doc-full"
    menu_label = _("Experiences")
    panels = curate_panels(Experience)


class ResourceViewSet(ContributionViewSet):
    model = Resource
    icon = "download"
    menu_label = _("Resources")
    panels = curate_panels(Resource, "kind", "licence", "licence_words", "owner", "link")


register_snippet(ExperienceViewSet)
register_snippet(ResourceViewSet)


@hooks.register("construct_snippet_action_menu")
def leave_to_the_writers(menu_items: list[Any], _request: HttpRequest, context: dict[str, Any]) -> None:
    if context.get("model") in {Experience, Resource}:
        theirs = {f"action-{action}" for action in OF_THE_WRITERS}
        menu_items[:] = [item for item in menu_items if item.name not in theirs]


@hooks.register("register_log_actions")
def acts_of_our_own(actions: Any) -> None:
    actions.register_action(ARCHIVED, _("Archive"), _("Archived"))
    actions.register_action(RESTORED, _("Put back in the lists"), _("Put back in the lists"))
