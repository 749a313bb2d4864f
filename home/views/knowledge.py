from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from community.access.guards import require, user_of, viewer_of
from community.access.keep import sign_in_first
from forum.models import Topic
from forum.policy import Action, topic_actions

from ..knowledge import BegunByAnotherError, NoNetworkError, NothingToQuoteError, make_draft


@sign_in_first
def topic_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft experience of what may be quoted of a topic."""
    viewer = viewer_of(request)
    topic = get_object_or_404(Topic.objects.visible_to(viewer).select_related("board__network"), pk=pk)
    require(Action.GATHER, topic_actions(viewer, topic))
    if request.method != "POST":
        return redirect("forum:gather", pk)
    try:
        draft = make_draft(topic, by=user_of(request))
    except NothingToQuoteError:
        messages.info(request, _("Nobody has said yes yet."))
    except BegunByAnotherError:
        messages.info(request, _("Somebody else has begun an experience of this discussion."))
    except NoNetworkError:
        messages.info(request, _("The discussion belongs to no network that takes new experiences."))
    else:
        return redirect("cases:edit", draft.pk)
    return redirect("forum:gather", pk)
