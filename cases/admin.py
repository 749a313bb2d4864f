"""Views of one contribution in Wagtail's admin, where an editor curates, schedules and compares."""

from collections.abc import Callable
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.panels import PublishingPanel
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.snippets.views.snippets import EditView, HistoryView

from .models import Contribution
from .review import move_review_along

OF_THE_WRITERS = {"submit", "cancel-workflow", "restart-workflow"}
"""What Wagtail lets an editor do with a member's text, and only its writers may: on the site."""


def schedule_panel(model: type[Contribution]) -> PublishingPanel:
    """When it is published and taken off the site, for those who may publish."""
    may_publish = f"cases.publish_{model._meta.model_name}"
    panel = PublishingPanel(permission=may_publish)
    for field in panel.children:
        field.permission = may_publish
    return panel


class CurateView(EditView):
    """What an editor sets here (themes, tags, times) is in the text that waits, and no older tab saves it away.

    To send in and to take back is the writers'. Nobody locks anything: the site knows no lock, and whoever looks at a
    case takes it at the desk.
    """

    def get_available_actions(self) -> list[str]:
        return [action for action in super().get_available_actions() if action not in OF_THE_WRITERS]

    def user_has_permission(self, permission: str) -> bool:
        return permission not in {"lock", "unlock"} and bool(super().user_has_permission(permission))

    def save_instance(self) -> Any:
        saved = super().save_instance()
        type(saved).objects.filter(pk=saved.pk).update(version=F("version") + 1)
        move_review_along(saved)
        return saved

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        for panel in panels:
            if isinstance(panel, StatusSidePanel):  # Wagtail asks whether the form has the fields for anybody
                panel.show_schedule_publishing_toggle = "go_live_at" in self.form.fields
                panel.locking_enabled = False
        return panels


class ActsView(HistoryView):
    """Each version with its preview and comparisons. None is taken up again here: the words are the author's."""

    @property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        for column in columns:
            if isinstance(column, ActionColumn):
                column.url_names["revisions_revert"] = None
        return columns


def show_instead_of_reverting(shown_at: str) -> Callable[..., HttpResponse]:
    """Wagtail would save an old version's words as today's: shown, they change nothing."""

    def show(_request: HttpRequest, pk: str, revision_id: int) -> HttpResponse:
        return redirect(reverse(shown_at, args=[pk, revision_id]))

    return show
