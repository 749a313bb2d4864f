"""A discussion made into an experience: a draft of what its writers let be quoted, and the way back to it."""

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import receiver

from cases.models import Experience
from cases.review import move_review_along
from cases.write import a_new_one, as_written, begin, save_draft
from community.members.models import User
from community.networks.models import Network, Role
from forum.consent import changed, usable
from forum.models import Consent, Topic


class NothingToQuoteError(Exception):
    """Nobody has said yes."""


class BegunByAnotherError(Exception):
    """Somebody else is at it already."""


class NoNetworkError(Exception):
    """The discussion belongs to no network in which an experience could stand."""


@transaction.atomic
def make_draft(topic: Topic, *, by: User) -> Experience:
    """A draft with the quotations that may be used, seen by nobody but who makes it. Twice gives the same draft."""
    begun = _begun(Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk))
    if begun and begun.author_id != by.pk:
        raise BegunByAnotherError
    if begun:
        return begun
    consents, network = usable(topic), network_of(topic)
    if not consents:
        raise NothingToQuoteError
    if network is None:
        raise NoNetworkError
    opening = consents[0].post
    draft = a_new_one(network, by=by)
    # The title is the asker's words too.
    draft.title = topic.title if opening.opens else ""
    draft.need = "\n\n".join(quotation(one) for one in consents if one.post.opens)
    draft.happened = "\n\n".join(quotation(one) for one in consents if not one.post.opens)
    draft = begin(draft, key=uuid4(), by=by)
    kind = ContentType.objects.get_for_model(Experience)
    Topic.objects.filter(pk=topic.pk).update(became_type=kind, became_id=draft.pk)
    return draft


def _begun(topic: Topic) -> Experience | None:
    """What was begun of it, unless that was deleted since."""
    return Experience.objects.filter(pk=topic.became_id).first() if topic.became_id else None


def network_of(topic: Topic) -> Network | None:
    """The board's, else one in which the asker takes part."""
    if topic.board.network_id:
        return None if topic.board.network is None or topic.board.network.is_read_only else topic.board.network
    roles = Role.objects.in_force().filter(user=topic.author_id, network__isnull=False).select_related("network")
    return next((role.network for role in roles if role.network and not role.network.is_read_only), None)


def quotation(consent: Consent) -> str:
    """The words as Markdown, with what the writer chose under them."""
    lines = [f"> {line}".rstrip() for line in consent.text.splitlines()]
    return "\n".join([*lines, ">", f"> – {consent.signature}"] if consent.signature else lines)


@receiver(changed, dispatch_uid="home:words-taken-back")
def on_changed(before: Consent, after: Consent, **_kwargs: Any) -> None:
    """What is not published yet loses the quotation, or what stands under it, wherever its author has put it."""
    kind = ContentType.objects.get_for_model(Experience)
    topic = Topic.objects.filter(posts=before.post_id, became_type=kind).first()
    experience = topic and Experience.objects.filter(pk=topic.became_id, live=False).first()
    if experience:
        _replace(experience, quotation(before), quotation(after) if after.given else "")


def _replace(experience: Experience, words: str, instead: str) -> None:
    draft = as_written(experience)
    held = [name for name in Experience.MARKDOWN if words in _plain_lines(getattr(draft, name))]
    for name in held:
        setattr(draft, name, _plain_lines(getattr(draft, name)).replace(words, instead).strip())
    if held:
        draft = save_draft(draft, expected_version=experience.version, by=experience.author)
        move_review_along(draft)


def _plain_lines(text: str) -> str:
    """A form sends line ends of its own."""
    return text.replace("\r\n", "\n")
