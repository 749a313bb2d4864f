from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_noop
from wagtail import hooks
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from .admin import WaitingPanel
from .models import Publication, PublicationLogEntry

SAID_IN_ATTRIBUTES = (
    gettext_noop("Explore child pages of '%(title)s'"),
    gettext_noop("Explore subpages of '%(title)s'"),
    gettext_noop("Add a child page to '%(title)s'"),
)
"""Wagtail's bokmål puts straight quotes here, inside an attribute: a page's title could then add attributes of its own.
Ours, which come first, do not."""


@hooks.register("register_admin_urls", order=-1)
def named_sizes_only() -> list[URLPattern]:
    """Wagtail's generator of picture addresses draws any size that it is asked for. Ours have names."""
    return [
        path("images/<int:pk>/generate_url/", _nothing_here),
        path("images/<int:pk>/generate_url/<str:spec>/", _nothing_here),
        path("images/<int:pk>/preview/<str:spec>/", _nothing_here),
    ]


def _nothing_here(_request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    raise Http404


@hooks.register("register_log_actions")
def log_of_publications(actions: Any) -> None:
    actions.register_model(Publication, PublicationLogEntry)


@hooks.register("construct_homepage_panels")
def show_what_may_be_opened(_request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [WaitingPanel() if isinstance(panel, WorkflowObjectsToModeratePanel) else panel for panel in panels]
