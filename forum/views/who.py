"""Suggestions for a mention, as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.access.guards import require, viewer_of
from community.access.keep import sign_in_first
from community.ui.sent import whole
from forum.models import Board
from forum.policy import Action, board_actions, topic_actions
from forum.who import who

from .read import topic_for


@require_safe
@sign_in_first
def suggest(request: HttpRequest) -> HttpResponse:
    """`?emne=` an answer in a topic, `?tavle=` a new one on a board; `q` is what was typed."""
    viewer = viewer_of(request)
    if pk := whole(request.GET.get("emne", "")):
        topic = topic_for(viewer, pk)
        require(Action.WATCH, topic_actions(viewer, topic))
        audience = topic.audience
    else:
        boards = Board.objects.visible_to(viewer).with_its_place()
        board = get_object_or_404(boards, pk=whole(request.GET.get("tavle", "")))
        require(Action.WATCH, board_actions(viewer, board))
        audience = board.audience
    return JsonResponse({"found": who(request.GET.get("q", ""), audience, viewer)})
