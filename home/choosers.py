"""Where an editor chooses an experience in Wagtail's admin: among what they may see, and nothing else."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cases.models import Experience
from community.access.guards import viewer_of


class _VisibleOnly:
    request: Any

    def get_object_list(self) -> Any:
        rows = Experience.objects.visible_to(viewer_of(self.request)).current()
        return rows.order_by("-first_published_at", "-pk")


class ExperienceChooseView(_VisibleOnly, ChooseView):
    pass


class ExperienceChooseResultsView(_VisibleOnly, ChooseResultsView):
    pass


class ExperienceChooserViewSet(ChooserViewSet):
    model = Experience
    choose_view_class = ExperienceChooseView
    choose_results_view_class = ExperienceChooseResultsView
    icon = "list-ul"
    choose_one_text = _("Choose an experience")
    choose_another_text = _("Choose another experience")
    edit_item_text = _("Edit this experience")
    register_widget = False


experience_chooser = ExperienceChooserViewSet("experience_chooser")
ExperienceChooserBlock = experience_chooser.get_block_class(name="ExperienceChooserBlock", module_path="home.choosers")
