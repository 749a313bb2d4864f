"""The register in Wagtail's admin, to look things up: it is changed by `load_places` only."""

from collections.abc import Iterable

from django import forms
from django.db.models import ForeignKey, QuerySet
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import Municipality


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may view, and nobody, administrators included, may do more."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: object, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(Municipality, ReadOnlyPolicy(Municipality))


class MunicipalityChoice(forms.ModelChoiceField[Municipality]):
    """A list in which two of one name are told apart."""

    def label_from_instance(self, obj: Municipality) -> str:
        return obj.distinct_name


register_form_field_override(ForeignKey, to=Municipality, override={"form_class": MunicipalityChoice})


class MunicipalityIndex(IndexView):
    """Found by former names and numbers too, as on the site."""

    def search_queryset(self, queryset: "QuerySet[Municipality]") -> "QuerySet[Municipality]":
        found: QuerySet[Municipality] = super().search_queryset(queryset)
        if not self.is_searching:
            return found
        once = Municipality.objects.suggested_by(self.search_query).values("pk")
        return found | queryset.filter(pk__in=once)


class MunicipalityViewSet(ModelViewSet):
    model = Municipality
    index_view_class = MunicipalityIndex
    icon = "site"
    add_to_admin_menu = True
    menu_order = 210
    list_display = ["official_name", "number", "county"]
    list_filter = ["county"]
    list_per_page = 50
    search_fields = ["official_name__sort_key", "number"]
    search_backend_name = None
    exclude_form_fields: list[str] = []
    inspect_view_enabled = True
    inspect_view_fields = ["name", "official_name", "number", "county", "language_form", "organisation_number"]


@hooks.register("register_admin_viewset")
def municipalities() -> ModelViewSet:
    return MunicipalityViewSet()
