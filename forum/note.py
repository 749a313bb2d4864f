from django.db import transaction

from community.members.models import User

from .log import log
from .models import ActKind, Topic, TopicNote


@transaction.atomic
def note(topic: Topic, text: str, *, by: User) -> TopicNote:
    """Write something about a topic to the other moderators. The log says that, and not what, was written."""
    log(ActKind.NOTE, topic, by=by)
    return TopicNote.objects.create(topic=topic, text=text, by=by)
