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
from .choosers import ExperienceChooserViewSet
from .models import Experience
from .querysets import ExperienceQuerySet
from .retire import ARCHIVED, RESTORED
from .schedule import schedule_of


def within_reach(request: HttpRequest) -> "ExperienceQuerySet[Experience]":
    """What the reader may see the draft of, or has to judge."""
    rows: ExperienceQuerySet[Experience] = Experience.objects.within_reach_of(viewer_of(request))
    return rows


def _seen_by(experience: Experience) -> str:
    return audience_name(experience.audience, experience.network)


def _review(experience: Experience) -> str:
    said = schedule_of(experience)
    state = [] if said and not experience.review_state else [str(ReviewState(experience.review_state).label)]
    return ". ".join([*state, *said])


class ExperienceViewSet(SnippetViewSet):
    model = Experience
    icon = "doc-full"
    menu_label = _("Experiences")
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
    chooser_viewset_class = ExperienceChooserViewSet
    panels: list[Panel] = [
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in ("title", "summary", *Experience.MARKDOWN)],
            heading=_("The author's words"),
        ),
        FieldPanel("themes"),
        FieldPanel("tags"),
        schedule_panel(),
    ]
    edit_view_class = CurateView
    history_view_class = ActsView

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locking_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        parts: dict[str, Any] = super().get_common_view_kwargs(lock_url_name=None, unlock_url_name=None, **kwargs)
        return parts

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Experience]":
        return within_reach(request).with_schedule().select_related("network")

    @property
    def revisions_revert_view(self) -> Callable[..., HttpResponse]:
        return show_instead_of_reverting

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Every view of one experience (edit, history, compare, preview …) asks first whether it is within reach."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
            if "pk" in parts:
                get_object_or_404(within_reach(request), pk=parts["pk"])
            return view(request, *args, **parts)

        return guarded


register_snippet(ExperienceViewSet)


@hooks.register("construct_snippet_action_menu")
def leave_to_the_writers(menu_items: list[Any], _request: HttpRequest, context: dict[str, Any]) -> None:
    if context.get("model") is Experience:
        theirs = {f"action-{action}" for action in OF_THE_WRITERS}
        menu_items[:] = [item for item in menu_items if item.name not in theirs]


@hooks.register("register_log_actions")
def acts_of_our_own(actions: Any) -> None:
    actions.register_action(ARCHIVED, _("Archive"), _("Archived"))
    actions.register_action(RESTORED, _("Put back in the lists"), _("Put back in the lists"))
