"""Where an editor chooses a contribution in Wagtail's admin: among what is published to them, and nothing else."""

from typing import Any

from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from community.access.guards import viewer_of

from .models import Contribution


class _Visible:
    request: Any
    model_class: Any

    def get_object_list(self) -> Any:
        return self.model_class.objects.listed_for(viewer_of(self.request))

    def get_object(self, pk: str) -> Contribution:
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: list[str]) -> Any:
        return self.get_object_list().filter(pk__in=pks)


class VisibleChooseView(_Visible, ChooseView):
    pass


class VisibleChooseResultsView(_Visible, ChooseResultsView):
    pass


class VisibleChosenView(_Visible, SnippetChosenView):
    pass


class VisibleChosenMultipleView(_Visible, SnippetChosenMultipleView):
    pass


class ContributionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = VisibleChooseView
    choose_results_view_class = VisibleChooseResultsView
    chosen_view_class = VisibleChosenView
    chosen_multiple_view_class = VisibleChosenMultipleView
