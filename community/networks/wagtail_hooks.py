"""What editors keep in Wagtail's admin: programmes, networks with who takes part, themes, organisations, methods."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .admin import UnusedOnlyDeleteView
from .models import Network, Organisation, ProcessModel, Programme, Theme
from .status import READ_ONLY


def by_language(name: str) -> list[Panel]:
    return [FieldPanel(f"{name}_{code}", heading=language) for code, language in settings.LANGUAGES]


def in_all_languages(name: str, heading: object) -> Panel:
    return MultiFieldPanel(by_language(name), heading=heading)


class CuratedViewSet(ModelViewSet):
    delete_view_class = UnusedOnlyDeleteView


class NetworkForm(WagtailAdminModelForm):
    """An archived network takes no new municipalities: it is opened again first, or in the same step."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        rows = self.formsets["participations"].forms if "participations" in self.formsets else []
        if cleaned.get("status") in READ_ONLY and any(row.instance.pk is None and row.has_changed() for row in rows):
            self.add_error("status", _("An archived network takes no new municipalities. Choose another status."))
        return cleaned


class NetworkViewSet(CuratedViewSet):
    model = Network
    icon = "group"
    list_display = ["__str__", "status", "starts_on", "ends_on"]
    list_filter = ["status"]
    edit_handler = ObjectList(
        [
            in_all_languages("name", _("Name")),
            in_all_languages("purpose", _("Purpose")),
            in_all_languages("goals", _("Goals")),
            MultiFieldPanel(
                [
                    FieldPanel("slug"),
                    FieldPanel("programme"),
                    FieldRowPanel([FieldPanel("owner"), FieldPanel("funder")]),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("status")]),
                    FieldPanel("process_model"),
                    FieldPanel("themes"),
                ],
                heading=_("Frame"),
            ),
            InlinePanel(
                "participations",
                panels=[
                    FieldRowPanel([FieldPanel("municipality"), FieldPanel("name_of_the_day")]),
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    in_all_languages("challenge", _("The challenge")),
                ],
                heading=_("Municipalities"),
            ),
            InlinePanel(
                "partners",
                panels=[FieldPanel("organisation"), in_all_languages("role", _("Role"))],
                heading=_("Partners"),
            ),
        ],
        base_form_class=NetworkForm,
    )


class ProgrammeViewSet(CuratedViewSet):
    model = Programme
    icon = "folder-open-inverse"
    panels = [
        in_all_languages("name", _("Name")),
        in_all_languages("description", _("Description")),
        FieldPanel("slug"),
        FieldPanel("partners"),
    ]


class ThemeViewSet(CuratedViewSet):
    model = Theme
    icon = "tag"
    list_display = ["__str__", "slug", "sort_order"]
    panels = [
        in_all_languages("name", _("Name")),
        in_all_languages("problem_statement", _("The challenge")),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
    ]


class OrganisationViewSet(CuratedViewSet):
    model = Organisation
    icon = "user"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    panels = [FieldPanel("name"), FieldPanel("kind")]


class ProcessModelViewSet(CuratedViewSet):
    model = ProcessModel
    icon = "list-ol"
    list_display = ["__str__", "key", "is_default"]
    panels = [
        in_all_languages("name", _("Name")),
        in_all_languages("description", _("Description")),
        FieldRowPanel([FieldPanel("key"), FieldPanel("is_default")]),
        InlinePanel(
            "steps",
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("key"), FieldPanel("sort_order")]),
                in_all_languages("name", _("Name")),
                in_all_languages("description", _("Description")),
            ],
            heading=_("Steps"),
        ),
    ]


class NetworkGroup(ModelViewSetGroup):
    menu_label = _("Networks")
    menu_icon = "group"
    menu_order = 200
    items = (NetworkViewSet, ProgrammeViewSet, ThemeViewSet, OrganisationViewSet, ProcessModelViewSet)


@hooks.register("register_admin_viewset")
def networks() -> ModelViewSetGroup:
    return NetworkGroup()
