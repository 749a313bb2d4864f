"""No question is left alone: after three days a host of the network is asked, and those who follow its theme in the
three nearest municipalities that have such; after a week the network's leaders. Each once, through `record`."""

import math
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.access.viewer import viewers_for
from community.members.models import User
from community.networks.models import Role, RoleKind, Theme
from community.notifications.events import record
from community.places.models import Municipality

from .followers import watches_of
from .models import Topic, Watch, WatchLevel
from .waiting import WAITS

TO_A_HOST = timedelta(hours=72)
TO_THE_LEADER = timedelta(days=7)
GIVEN_UP = timedelta(days=60)
"""Older questions are nobody's surprise any more: a site that has just been set up asks nobody about last year's."""
NEAREST = 3
AT_ONCE = 100


def see_to_questions() -> int:
    """Ask on behalf of the questions whose hour has come, and say of how many."""
    now = timezone.now()
    waiting = Topic.objects.waiting_for_an_answer().filter(live=True, created_at__gt=now - GIVEN_UP)
    to_hosts = waiting.filter(created_at__lte=now - TO_A_HOST, asked_host_at=None)
    to_leaders = waiting.filter(created_at__lte=now - TO_THE_LEADER, asked_leader_at=None)
    done = sum(_ask_host(pk) for pk in list(to_hosts.values_list("pk", flat=True)[:AT_ONCE]))
    return done + sum(_ask_leaders(pk) for pk in list(to_leaders.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _ask_host(pk: int) -> bool:
    topic = _still_waiting(pk, asked_host_at=None)
    if topic is None:
        return False
    host = _in_turn(_seeing(topic, _in_role(topic, RoleKind.HOST)), pk)
    near = _nearby(topic, _seeing(topic, _followers_of_its_themes(topic)))
    places = {person.municipality_id for person in near}
    Topic.objects.filter(pk=pk).update(
        asked_host_at=timezone.now(), host_place=host.affiliation if host else "", asked_places=len(places)
    )
    if host or near:
        record(WAITS, _opening(topic), by=None, host=[host.pk] if host else [], near=[person.pk for person in near])
    return True


@transaction.atomic
def _ask_leaders(pk: int) -> bool:
    topic = _still_waiting(pk, asked_leader_at=None)
    if topic is None:
        return False
    leaders = _seeing(topic, _in_role(topic, RoleKind.NETWORK_LEADER))
    Topic.objects.filter(pk=pk).update(asked_leader_at=timezone.now())
    if leaders:
        record(WAITS, _opening(topic), by=None, leader=[leader.pk for leader in leaders])
    return True


def _still_waiting(pk: int, **unsaid: None) -> Topic | None:
    rows = Topic.objects.select_for_update(of=("self",), skip_locked=True).waiting_for_an_answer()
    found: Topic | None = rows.filter(pk=pk, live=True, **unsaid).select_related("board", "municipality").first()
    return found


def _opening(topic: Topic) -> Any:
    return topic.posts.get(number=1)


def _in_role(topic: Topic, kind: RoleKind) -> Iterable[User]:
    """Those who have the role in the board's network; where it has none, in the networks of whoever asks."""
    roles = Role.objects.in_force()
    networks: Any = [topic.board.network_id]
    if topic.board.network_id is None:
        networks = roles.filter(user=topic.author_id, network__isnull=False).values("network")
    held = roles.filter(kind=kind, network__in=networks).values("user")
    return User.objects.filter(pk__in=held, is_active=True).exclude(pk=topic.author_id).order_by("pk")


def _followers_of_its_themes(topic: Topic) -> Iterable[User]:
    themes = Theme.objects.filter(topics=topic).values("pk")
    hears = [WatchLevel.FIRST_POST, WatchLevel.TRACKING, WatchLevel.WATCHING]
    watching = Watch.objects.filter(watches_of(theme=themes), level__in=hears).values("user")
    people = User.objects.filter(pk__in=watching, is_active=True, municipality__isnull=False)
    return people.exclude(municipality=topic.municipality_id).exclude(pk=topic.author_id).select_related("municipality")


def _seeing(topic: Topic, people: Iterable[User]) -> list[User]:
    found = list(people)
    viewers = viewers_for(found)
    return [person for person in found if viewers[person.pk].may_see(topic.audience)]


def _in_turn(hosts: list[User], number: int) -> User | None:
    """The hosts share them, each question going to one of them."""
    return hosts[number % len(hosts)] if hosts else None


def _nearby(topic: Topic, people: list[User]) -> list[User]:
    """Those in the three municipalities that lie nearest to the one that asks, as the crow flies."""
    here = topic.municipality
    if here is None:
        return []
    places = {person.municipality_id: person.municipality for person in people if person.municipality}
    nearest = sorted(places.values(), key=lambda place: (distance(here, place), place.pk))[:NEAREST]
    chosen = {place.pk for place in nearest}
    return [person for person in people if person.municipality_id in chosen]


def distance(one: Municipality, other: Municipality) -> float:
    """Kilometres between their midpoints."""
    (a, b), (c, d) = ((math.radians(place.latitude), math.radians(place.longitude)) for place in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))
