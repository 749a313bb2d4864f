"""A poll: asked once with its topic, answered as often as one changes one's mind, until it closes.

What was voted is counted from the votes themselves, in the one query that brings the choices: no count to go wrong.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from community.access.viewer import Viewer
from community.members.models import User

from .models import Poll, PollOption, Topic, TopicKind, TopicState, Vote
from .policy import Action, topic_actions

FEWEST = 5
"""Voters in a secret poll before its result is shown: with fewer, one could tell who voted for what."""
OVER = {TopicState.CLOSED, TopicState.ARCHIVED}


class PollClosedError(Exception):
    """The poll has closed, or its discussion was closed."""


class NotAChoiceError(Exception):
    """What was chosen is not a choice of this poll, or one too many."""


@dataclass(frozen=True)
class Result:
    """One choice; `votes` and `percent` (of those who voted) are for whoever may see the result."""

    pk: int
    text: str
    votes: int
    percent: int
    mine: bool


@dataclass(frozen=True)
class PollPage:
    """The poll as one viewer may see it now; `may` is what the policy lets them do with its topic."""

    poll: Poll
    results: Sequence[Result]
    voters: int
    is_over: bool
    may: Collection[Action]

    @property
    def has_voted(self) -> bool:
        return any(one.mine for one in self.results)

    @property
    def may_vote(self) -> bool:
        return Action.VOTE in self.may and not self.is_over

    @property
    def may_export(self) -> bool:
        return Action.EXPORT_POLL in self.may and self._is_ready and not self._is_guessable

    @property
    def may_prolong(self) -> bool:
        return Action.PROLONG_POLL in self.may and not self.is_over and self.poll.closes_at is not None

    @property
    def shows_results(self) -> bool:
        return self._is_due and not self._is_guessable

    @property
    def has_too_few(self) -> bool:
        """The result would be shown, but for so few votes that they would not stay secret."""
        return self._is_due and self._is_guessable

    @property
    def names_voters(self) -> bool:
        return self.shows_results and not self.poll.secret

    @property
    def _is_ready(self) -> bool:
        return self.is_over or not self.poll.results_at_the_end

    @property
    def _is_due(self) -> bool:
        return self.is_over or (self.has_voted and self._is_ready)

    @property
    def _is_guessable(self) -> bool:
        return self.poll.secret and self.voters < FEWEST


@transaction.atomic
def ask(topic: Topic, choices: Sequence[str], *, closes_at: datetime | None = None, **fields: bool) -> Poll:
    """Give a topic its poll, in the transaction that starts it. A second click gives the same one."""
    poll, made = Poll.objects.get_or_create(topic=topic, defaults={"closes_at": closes_at, **fields})
    if made:
        PollOption.objects.bulk_create(
            PollOption(poll=poll, text=text, sort_order=place) for place, text in enumerate(choices)
        )
    return poll


@transaction.atomic
def vote(topic: Topic, chosen: Collection[int], *, by: User) -> Poll:
    """Vote, or change one's vote: afterwards one's votes are these, however often it is sent.

    Raises PollClosedError where it has closed, and NotAChoiceError for what is no choice of it.
    """
    # The lock lets a person vote one at a time, and nobody after the closing.
    now = Topic.objects.select_for_update(of=("self",)).select_related("board__network").get(pk=topic.pk)
    poll = Poll.objects.get(topic=now)
    if is_over(poll, now):
        raise PollClosedError
    wanted = set(chosen)
    known = set(poll.options.values_list("pk", flat=True))
    if not wanted or wanted - known or (len(wanted) > 1 and not poll.several):
        raise NotAChoiceError
    mine = Vote.objects.filter(poll=poll, user=by)
    before = set(mine.values_list("option_id", flat=True))
    mine.filter(option__in=before - wanted).delete()
    Vote.objects.bulk_create(Vote(poll=poll, option_id=pk, user=by) for pk in sorted(wanted - before))
    return poll


def is_over(poll: Poll, topic: Topic) -> bool:
    """The topic must come with its board and that with its network."""
    return poll.is_closed or not topic.live or topic.state in OVER or topic.board.is_archived


def poll_of(topic: Topic, viewer: Viewer) -> PollPage | None:
    """What a viewer who sees the topic may see of its poll: one query, and none where it has no poll."""
    if topic.kind != TopicKind.POLL:
        return None
    rows: list[Any] = list(_counted(topic, viewer))
    if not rows:
        return None
    poll, voters = rows[0].poll, max(row.voters or 0 for row in rows)
    results = [Result(row.pk, row.text, row.given, _percent(row.given, voters), row.mine) for row in rows]
    return PollPage(poll, results, voters, is_over(poll, topic), topic_actions(viewer, topic))


def _counted(topic: Topic, viewer: Viewer) -> Any:
    mine = Vote.objects.filter(option=OuterRef("pk"), user_id=viewer.user_id or 0)
    everyone = Vote.objects.filter(poll=OuterRef("poll")).order_by().values("poll")
    return (
        PollOption.objects.filter(poll__topic=topic)
        .select_related("poll")
        .annotate(
            given=Count("votes"),
            mine=Exists(mine),
            voters=everyone.annotate(n=Count("user", distinct=True)).values("n"),
        )
        .order_by("sort_order", "pk")
    )


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def who_voted(poll: Poll) -> dict[int, list[User]]:
    """Who voted for what in an open poll, by the choice's id; of a secret one nobody is told."""
    if poll.secret:
        return {}
    found: dict[int, list[User]] = {}
    for one in Vote.objects.filter(poll=poll).select_related("user__municipality").order_by("option", "pk"):
        found.setdefault(one.option_id, []).append(one.user)
    return found


def voter_name(person: User) -> str:
    """As members see each other: the name, and the municipality where it is not in it."""
    place = str(person.municipality) if person.municipality else ""
    return f"{person.name}, {place}" if place and place not in person.name else person.name


def as_rows(page: PollPage, headings: Sequence[str]) -> list[list[object]]:
    """The result as a table to take along: a row a choice; with the names of who voted, where the poll is open."""
    people = who_voted(page.poll)
    rows: list[list[object]] = [list(headings[: 3 if page.poll.secret else 4])]
    for one in page.results:
        names = [] if page.poll.secret else ["; ".join(voter_name(person) for person in people.get(one.pk, []))]
        rows.append([one.text, one.votes, one.percent, *names])
    return rows
