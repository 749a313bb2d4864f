"""What the editors' admin gets from the site: its own script, fewer menus, and lists that ask who may see a page."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from community.access.guards import viewer_of
from community.publishing.models import BasePage

from .admin_scripts import install
from .models import Feedback

install()

UNUSED_MENUS = {"help"}
"""Wagtail's help leads out of the house."""


class NobodyAdds(ModelPermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Feedback, NobodyAdds(Feedback))


class FeedbackViewSet(ModelViewSet):
    """What readers wrote. Nobody writes it anew or changes their words: only whether it was answered."""

    model = Feedback
    icon = "mail"
    menu_label = _("Feedback")
    menu_order = 700
    add_to_admin_menu = True
    list_display = ("__str__", "name", "created_at", "answered_at")
    list_filter = ("language",)
    inspect_view_enabled = True
    panels = [
        *(FieldPanel(name, read_only=True) for name in ("message", "name", "email", "page", "language")),
        FieldPanel("answered_at"),
    ]


@hooks.register("register_admin_viewset")
def register_feedback() -> FeedbackViewSet:
    return FeedbackViewSet("feedback")


@hooks.register("insert_global_admin_js")
def own_script() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("home/admin.js"))


@hooks.register("construct_main_menu")
def leave_out_what_is_not_used(_request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED_MENUS]


@hooks.register("construct_explorer_page_queryset")
def explore_visible(_parent: Any, pages: Any, request: HttpRequest) -> Any:
    return _visible(pages, request)


@hooks.register("construct_page_chooser_queryset")
def choose_visible(pages: Any, request: HttpRequest) -> Any:
    return _visible(pages, request)


def _visible(pages: Any, request: HttpRequest) -> Any:
    """Drafts too, but only those in an audience of the viewer's."""
    hidden = BasePage.objects.exclude(audience__in=viewer_of(request).keys)
    return pages.exclude(pk__in=hidden.values("pk"))  # the admin's search filters by keys, and not by our column
