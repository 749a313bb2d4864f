from typing import Any

from community.members.models import User

from .models import Bookmark, Flag, PostDraft, TopicReader, Watch


def on_anonymised(user: User, email: str, **_kwargs: Any) -> None:
    """What only they saw goes with them, and the address that they left with a report before they had an account; what
    they wrote for others stays."""
    for model in (PostDraft, Bookmark, Watch, TopicReader):
        model.objects.filter(user=user).delete()
    Flag.objects.filter(email__iexact=email).update(name="", email="")
