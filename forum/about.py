"""What a topic is about: something that can be talked about in another room. It shows there too, and is seen by nobody
who does not see that."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from community.access.narrow import narrow
from community.access.viewer import Viewer
from community.comments.targets import target_called, target_for
from community.publishing.below import Part
from community.ui.sent import whole

from .index import at_once
from .listed import keep_listed
from .models import Post, Topic
from .reading import ORDER

SHOWN = 5


def thing_called(said: str, viewer: Viewer) -> Any:
    """What an address or a form means by «experience:12», where the viewer sees it and it can still be talked about."""
    name, _colon, number = said.partition(":")
    target = target_called(name)
    if target is None:
        return None
    thing = target.visible(viewer).filter(pk=whole(number)).first()
    return thing if thing and target.is_open(thing) else None


def what_it_is_about(topic: Topic, viewer: Viewer) -> Any:
    """The thing that a topic is about, for whoever may see it; no query where there is none."""
    return _seen(topic.about_type_id, topic.about_id, viewer)


def what_became_of(topic: Topic, viewer: Viewer) -> Any:
    """What was made of a topic, once it is published and where the viewer sees it; no query where nothing was."""
    return _seen(topic.became_type_id, topic.became_id, viewer)


def _seen(type_id: int | None, pk: int | None, viewer: Viewer) -> Any:
    model = ContentType.objects.get_for_id(type_id).model_class() if type_id else None
    target = target_for(model) if model else None
    return target.visible(viewer).filter(pk=pk).first() if target else None


def about(thing: models.Model) -> Any:
    return Topic.objects.filter(about_type=ContentType.objects.get_for_model(thing), about_id=thing.pk)


def discussions_of(thing: Any, viewer: Viewer) -> dict[str, Any] | None:
    """What the thing's own page shows: the latest topics about it, and where to start one."""
    target = target_for(type(thing))
    if target is None:
        return None
    topics = list(about(thing).visible_to(viewer).for_page_of_another(viewer).order_by(*ORDER)[:SHOWN])
    asks = viewer.is_member and target.is_open(thing)
    start = f"{reverse('forum:start')}?{urlencode({'om': f'{target.name}:{thing.pk}'})}" if asks else ""
    return {"topics": topics, "start": start} if topics or start else None


BELOW = Part("discussions", "forum/_discussions_of.html", discussions_of)


def on_changed(sender: type[models.Model], instance: Any, **_kwargs: Any) -> None:
    """Topics about a thing follow its audience, in the transaction of the change."""
    if instance.pk is None or target_for(sender) is None:
        return
    for topic in about(instance).only("pk"):
        if narrow(Topic.objects.filter(pk=topic.pk), instance.audience):
            keep_listed([topic.pk])
            narrow(Post.objects.filter(topic=topic), instance.audience)
            at_once(topic.pk)
