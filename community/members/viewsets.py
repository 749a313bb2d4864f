"""People in Wagtail's admin. Rights follow from roles, which are given on the site: no form here can give any."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from .invite import send_link
from .models import User
from .person_form import PersonForm


class PersonInAdminForm(PersonForm):
    """As on the site, and whether the account is open. Nobody closes their own."""

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self or self.instance.pk is None:
            del self.fields["is_active"]

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "is_active"]


class PeopleView(IndexView):
    def order_queryset(self, queryset: "QuerySet[User]") -> "QuerySet[User]":
        turn = "-" if str(self.ordering).startswith("-") else ""
        if str(self.ordering).lstrip("-") == "name":
            return queryset.order_by(f"{turn}name__sort_key", f"{turn}pk")
        return super().order_queryset(queryset)

    @property
    def search_fields(self) -> set[str]:
        return {"name__sort_key", "email", "organisation__sort_key", "municipality__name__sort_key"}

    @search_fields.setter
    def search_fields(self, _value: object) -> None:
        """The viewset hands over its own; ours stand."""

    def get_delete_url(self, instance: User) -> None:
        return None


class AddPersonView(CreateView):
    """Whoever is added gets the link to choose a password."""

    def save_instance(self) -> User:
        user: User = super().save_instance()
        send_link(user, by=self.request.user)
        return user


class EditPersonView(EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who may not do what an editor may cannot take over an editor's account by changing its address; and nobody
        gives somebody who was forgotten a name again."""
        if self.object.anonymised_at:
            raise PermissionDenied
        if (self.object.is_staff or self.object.is_superuser) and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class NobodyIsDeletedView(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied


class PeopleViewSet(UserViewSet):
    index_view_class = PeopleView
    add_view_class = AddPersonView
    edit_view_class = EditPersonView
    delete_view_class = NobodyIsDeletedView
    copy_view_enabled = False
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.BaseModelForm[User]]:
        return PersonInAdminForm
