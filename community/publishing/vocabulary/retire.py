from django.db import transaction

from community.members.models import User

from ..models import Tag, TagState
from .taggings import note_in_log


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
    note_in_log(tag, "wagtail.edit", by)
    return tag
