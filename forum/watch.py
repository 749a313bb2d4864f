from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from community.members.models import User

from .models import Topic, TopicReader, Watch, WatchLevel


@transaction.atomic
def watch(target: models.Model, level: str, *, by: User) -> None:
    """Choose what one wants to hear of a topic, a board, a theme or a tag. Without a level the choice is taken back:
    then a topic follows what was chosen for the others, and they tell nothing of themselves."""
    if level and level not in WatchLevel.values:
        raise ValueError(f"No such level: {level!r}")
    if isinstance(target, Topic):
        TopicReader.objects.update_or_create(topic=target, user=by, defaults={"level": level})
        return
    where = {"user": by, "target_type": ContentType.objects.get_for_model(target), "target_id": target.pk}
    if level:
        Watch.objects.update_or_create(**where, defaults={"level": level})
    else:
        Watch.objects.filter(**where).delete()
