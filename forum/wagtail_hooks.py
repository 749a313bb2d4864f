"""What editors keep of the forum in Wagtail's admin: boards in their groups, and the closed rooms.

A board in a room, and the room itself, is there for those who are in it, and for no other editor.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import ModelLogEntry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from community.access.audience import ROOM
from community.access.guards import viewer_of
from community.access.viewer import viewer_kept_with
from community.members.models import User
from community.networks.models import Room
from community.networks.wagtail_hooks import CuratedViewSet, in_all_languages

from .boards import audiences, enter, keep_within, shuts_out
from .models import Board, BoardGroup


class NobodyDeletes(ModelPermissionPolicy):
    """What lies in a room bears its number: without the room it would lie there for nobody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


register_permission_policy(Room, NobodyDeletes(Room))


def in_reach(model: Any, request: HttpRequest) -> Any:
    """The boards that an editor sees, and the rooms that they are in."""
    viewer = viewer_of(request)
    if model is Board:
        return Board.objects.visible_to(viewer)
    return Room.objects.filter(members__user=viewer.user_id)


class InReachIndex(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(pk__in=in_reach(self.model, self.request).values("pk"))


class InReachViewSet(CuratedViewSet):
    index_view_class = InReachIndex
    copy_view_enabled = False

    def construct_view(self, view_class: Any, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Every view of one of them asks first whether it is within reach."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
            if "pk" in parts and request.user.is_authenticated:
                get_object_or_404(in_reach(self.model, request), pk=parts["pk"])
            with transaction.atomic():
                return view(request, *args, **parts)

        return guarded


class BoardForm(WagtailAdminModelForm):
    """Who sees a board is chosen in words. Narrower, it takes what is written on it along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, help_text = _("Who sees it"), _("Fewer: what is written here narrows with it. More: it stays as it is.")
        choices = audiences(viewer_kept_with(self.for_user))
        self.fields["audience"] = forms.ChoiceField(label=label, help_text=help_text, choices=choices)

    def clean_audience(self) -> str:
        audience = str(self.cleaned_data["audience"])
        if self.instance.pk and shuts_out(Board.objects.get(pk=self.instance.pk), audience):
            raise forms.ValidationError(
                _("Nobody would see what is written here, since the two have nobody in common. Make a new board.")
            )
        return audience

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        board = super().save(commit)
        return keep_within(board) if commit else board


class BoardViewSet(InReachViewSet):
    model = Board
    icon = "comment"
    list_display = ["__str__", "group", "sort_order", "topic_count", "archived_at"]
    list_filter = ["group"]
    edit_handler = ObjectList(
        [
            in_all_languages("name", gettext_lazy("Name")),
            in_all_languages("description", gettext_lazy("Description")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("group"), FieldPanel("sort_order")]),
                    FieldPanel("slug"),
                    FieldRowPanel([FieldPanel("icon"), FieldPanel("colour")]),
                    FieldRowPanel([FieldPanel("theme"), FieldPanel("network")]),
                ],
                heading=gettext_lazy("Frame"),
            ),
            MultiFieldPanel(
                [FieldPanel("audience"), FieldRowPanel([FieldPanel("who_may_start"), FieldPanel("who_may_reply")])],
                heading=gettext_lazy("Who sees it and who writes"),
            ),
            FieldPanel(
                "archived_at", help_text=gettext_lazy("With a date here it can be read, and nothing new is written.")
            ),
        ],
        base_form_class=BoardForm,
    )


class BoardGroupViewSet(CuratedViewSet):
    model = BoardGroup
    icon = "folder-open-inverse"
    list_display = ["__str__", "slug", "sort_order"]
    panels = [
        in_all_languages("name", gettext_lazy("Name")),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")]),
    ]


class RoomForm(WagtailAdminModelForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        is_new = self.instance.pk is None
        room = super().save(commit)
        if is_new and commit and isinstance(self.for_user, User):
            enter(room, by=self.for_user)
        return room


class RoomViewSet(InReachViewSet):
    model = Room
    icon = "lock"
    list_display = ["__str__", "network"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("network"),
            InlinePanel("members", panels=[FieldPanel("user")], heading=gettext_lazy("Who is in it")),
        ],
        base_form_class=RoomForm,
    )


class ForumGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Discussions")
    menu_icon = "comment"
    menu_order = 250
    items = (BoardViewSet, BoardGroupViewSet, RoomViewSet)


@receiver(pre_save, sender=ModelLogEntry)
def name_nothing_that_is_closed(instance: ModelLogEntry, **_kwargs: Any) -> None:
    """The admin's log is read by editors who are not in the room."""
    model = instance.content_type.model_class()
    closed = Board.objects.filter(pk=instance.object_id, audience__startswith=ROOM)
    if model is Room or (model is Board and closed.exists()):
        instance.label = str(model._meta.verbose_name)


@hooks.register("register_admin_viewset")
def boards() -> ModelViewSetGroup:
    return ForumGroup()
