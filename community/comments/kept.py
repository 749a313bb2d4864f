"""What was typed by somebody whose session had run out: it waits in the session while they sign in."""

from typing import Any

from django.http import HttpRequest

from .models import LONGEST

NAME = "kept_comments"


def _place(target: Any) -> str:
    return f"{target._meta.label_lower}:{target.pk}"


def keep(request: HttpRequest, target: Any, text: str) -> None:
    if text.strip():
        request.session[NAME] = {_place(target): text[:LONGEST]}


def text_for(request: HttpRequest, target: Any) -> str:
    return str(request.session.get(NAME, {}).get(_place(target), ""))


def forget(request: HttpRequest, target: Any) -> None:
    if text_for(request, target):
        del request.session[NAME]
