"""What Wagtail's admin lists and suggests, without what the reader may not open: it knows rights by kind only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView

from community.access.guards import viewer_of
from community.text.order import sort_key

from .models import Publication, Tag, TagState
from .reach import secret, tags_within_reach

MOST_TAGS = 10


def suggest_tags(request: HttpRequest) -> JsonResponse:
    """Tags that begin as the editor has begun, in the form that Wagtail's field wants."""
    begun = request.GET.get("term", "")
    tags = (
        tags_within_reach(viewer_of(request))
        .exclude(state=TagState.RETIRED)
        .filter(name__sort_key__startswith=sort_key(begun))
        if begun
        else Tag.objects.none()
    )
    return JsonResponse(list(tags.order_by("name__sort_key").values_list("name", flat=True)[:MOST_TAGS]), safe=False)


class ReviewsView(WorkflowView):
    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().exclude(secret(viewer_of(self.request)))


class ReviewTasksView(WorkflowTasksView):
    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().exclude(secret(viewer_of(self.request), of="workflow_state__"))


class TranslatePageView(SubmitPageTranslationView):
    """What lies below a page without the language waits for it: Wagtail shows the choice as closed, and takes it."""

    def get_form(self) -> SubmitTranslationForm:
        form = super().get_form()
        if form.is_bound:
            locales = form.fields["locales"]
            locales.queryset = locales.queryset.exclude(pk__in=locales.widget.disabled_values)
        return form


class WaitingPanel(WorkflowObjectsToModeratePanel):
    """On the admin's first page: what waits for this editor."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        viewer = viewer_of(parent_context["request"])
        waiting = [state["obj"] for state in context["states"] if isinstance(state["obj"], Publication)]
        reached = {model: self._reached(model, waiting, viewer) for model in {type(thing) for thing in waiting}}
        context["states"] = [
            state
            for state in context["states"]
            if type(state["obj"]) not in reached or state["obj"].pk in reached[type(state["obj"])]
        ]
        return context

    def _reached(self, model: Any, waiting: list[Publication], viewer: Any) -> set[int]:
        ids = [thing.pk for thing in waiting if type(thing) is model]
        return set(model.objects.within_reach_of(viewer).filter(pk__in=ids).values_list("pk", flat=True))
