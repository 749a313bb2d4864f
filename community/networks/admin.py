"""Deleting in Wagtail's admin: only what nothing leads to. Wagtail answers with an error where the database refuses."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView


def in_use(thing: models.Model) -> bool:
    """Whether anything leads to it, besides the parts that are edited within it."""
    fields: list[Any] = thing._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
        for relation in fields
        if relation.auto_created and not relation.concrete and not relation.related_model._meta.auto_created
        if not isinstance(relation.field, ParentalKey)
    )


class UnusedOnlyDeleteView(DeleteView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.refused() or super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        return self.refused() or super().form_valid(form)

    def refused(self) -> HttpResponse | None:
        if not in_use(self.object):
            return None
        words = _("«%(name)s» is in use and is not deleted. What leads to it must be changed first.")
        messages.error(self.request, words % {"name": self.object})
        return redirect(self.get_success_url())
