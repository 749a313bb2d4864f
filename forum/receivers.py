from typing import Any

from community.members.models import User

from .models import Bookmark, PostDraft, TopicReader, Watch


def on_anonymised(user: User, **_kwargs: Any) -> None:
    """What only they saw goes with them; what they wrote for others stays."""
    for model in (PostDraft, Bookmark, Watch, TopicReader):
        model.objects.filter(user=user).delete()
