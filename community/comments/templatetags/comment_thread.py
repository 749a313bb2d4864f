from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from community.access.guards import viewer_of
from community.comments.forms import CommentForm
from community.comments.targets import target_for
from community.comments.thread import thread_of

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def comment_thread(context: Context, target: Any) -> dict[str, Any]:
    """`{% comment_thread experience %}`: the comments under it and the form to write one, as this viewer may."""
    request = context["request"]
    kind = target_for(type(target))
    thread = thread_of(target, viewer_of(request))
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "thread": thread,
        "target": target,
        "form": CommentForm(),
        "create_url": reverse("comments:create", args=[kind.name, target.pk]) if kind else "",
        "is_anonymous": viewer_of(request).is_anonymous,
    }
