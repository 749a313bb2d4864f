"""From thread to knowledge: asking each writer whether their words may be used, and their answers."""

from collections.abc import Iterable
from copy import copy

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from community.members.models import User
from community.notifications.events import record
from community.notifications.read import settle

from .consent_notices import ANSWERED, ASKED, group_of
from .models import Consent, Post, Topic

changed = Signal()
"""Sent with `before` and `after`, in the transaction in which a writer who had said yes says something else."""


@transaction.atomic
def ask_for(posts: Iterable[Post], *, by: User) -> list[Consent]:
    """Ask the writers of posts. Nobody is asked twice about a post, and whoever asks need not ask themselves."""
    made = []
    for post in posts:
        own = post.author_id == by.pk
        given = {"given": True, "answered_at": timezone.now()} if own else {}
        consent, new = Consent.objects.get_or_create(
            post=post, defaults={"asked_by": by, "text": post.own_words, **given}
        )
        if new and not own:
            record(ASKED, consent, by=by)
        made += [consent] if new else []
    return made


@transaction.atomic
def answer(consent: Consent, *, given: bool, attribution: str, by: User) -> Consent:
    """Say yes or no, or another thing than before. A yes that is taken back takes the words back."""
    rows = Consent.objects.select_for_update(of=("self",)).select_related("post__municipality__county")
    before = rows.get(pk=consent.pk)
    after = copy(before)
    after.given, after.attribution, after.answered_at = given, attribution, timezone.now()
    after.save(update_fields=["given", "attribution", "answered_at"])
    if before.given and (not given or before.attribution != attribution):
        changed.send(sender=Consent, before=before, after=after)
    settle(ASKED, group_of(after))
    if after.asked_by_id != by.pk:
        record(ANSWERED, after, by=by)
    return after


def usable(topic: Topic) -> list[Consent]:
    """What may be quoted of a topic, in its order: said yes to, and not out of sight since."""
    rows = Consent.objects.filter(post__topic=topic, post__live=True, given=True)
    return list(rows.select_related("post__municipality__county").order_by("post__number"))
