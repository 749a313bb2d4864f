from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver

from community.images.models import Upload
from community.images.text import text_read
from community.members.models import User
from community.publishing.models import Tag

from .index import later
from .models import Bookmark, Flag, PostDraft, PostUpload, TopicReader, Watch


def on_anonymised(user: User, email: str, **_kwargs: Any) -> None:
    """What only they saw goes with them, and the address that they left with a report before they had an account; what
    they wrote for others stays."""
    for model in (PostDraft, Bookmark, Watch, TopicReader):
        model.objects.filter(user=user).delete()
    Flag.objects.filter(email__iexact=email).update(name="", email="")


def on_merged(old: Tag, new: Tag, **_kwargs: Any) -> None:
    """Who followed a tag follows the one that took its place, as they chose for that if they did."""
    watches = Watch.objects.filter(target_type=ContentType.objects.get_for_model(Tag))
    followers = watches.filter(target_id=new.pk).values("user")
    watches.filter(target_id=old.pk, user__in=followers).delete()
    watches.filter(target_id=old.pk).update(target_id=new.pk)


@receiver(text_read, dispatch_uid="forum-file-read")
def on_text_read(upload: Upload, **_kwargs: Any) -> None:
    """What stands in a file is found with the discussion that it was sent to."""
    for topic_id in PostUpload.objects.filter(upload=upload).values_list("post__topic", flat=True):
        later(topic_id)
