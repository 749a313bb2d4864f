from django.db import transaction
from wagtail.log_actions import log

from community.members.models import User

from ..models import Tag, TagState


def retire(tag: Tag, *, by: User) -> Tag:
    """Suggest it no longer. What bears it keeps it, and is found by it."""
    return set_state(tag, TagState.RETIRED, by)


def set_free(tag: Tag, *, by: User) -> Tag:
    """Let it be a free word again."""
    return set_state(tag, TagState.FREE, by)


@transaction.atomic
def set_state(tag: Tag, state: TagState, by: User) -> Tag:
    tag.state = state
    tag.save(update_fields=["state"])
    log(tag, "wagtail.edit", user=by, data={"state": state.value})
    return tag
