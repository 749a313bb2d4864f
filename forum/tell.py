"""What happened in the forum, said once, in the transaction in which it happened."""

from community.members.models import User

from .models import Post


def happened(kind: str, post: Post, *, by: User) -> None:
    """Note that something happened, for the index and for those who follow."""
