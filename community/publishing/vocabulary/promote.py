from community.members.models import User

from ..models import Tag, TagState
from .retire import set_state


def promote(tag: Tag, *, by: User) -> Tag:
    """Take a free tag into the vocabulary: it is suggested to everyone, stands in the list, and is never swept."""
    return set_state(tag, TagState.CONTROLLED, by)
