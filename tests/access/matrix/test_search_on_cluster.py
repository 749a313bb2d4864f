"""The search tells as little on a real Elasticsearch as inside the database: the same canaries, the same readers."""

import pytest
from django.db import transaction

from cases.models import Experience
from forum.models import Act, Post, Topic
from search.engines import current
from search.models import SearchEntry
from search.record import now
from tests.cluster import Settled, settle

from .expectations import KNOWN_TO, ROLE_NAMES, may_know
from .reader import Reader
from .surfaces import QUERIES
from .world import World

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
ADDRESSES = [
    *(f"/nb/sok/{query}" for query in (*QUERIES["search:results"], "?kind=topic", "?q=title", "?q=summary")),
    *(f"/nb/sok/forslag/{query}" for query in QUERIES["search:suggest"]),
    *(f"/nb/sok/atom.xml{query}" for query in QUERIES["search:feed"]),
]


@pytest.fixture(autouse=True)
def settled(world: World, elasticsearch: object) -> None:
    """Once for all that a test asks: each answer of a reader is taken back, with what was sent for it. The world stands
    for many tests, and the index is emptied after each: so all of it is newer than what was there before."""
    SearchEntry.objects.update(version=now())
    settle()


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_nobody_is_told_what_they_may_not_know(world: World, role: str) -> None:
    reader, told = Reader(world, role), set()
    for address in ADDRESSES:
        answer = reader.asks(address)
        assert answer.status == 200
        asked = world.canaries.in_bytes(address.encode())
        told |= {world.canaries.told_by[canary] for canary in world.canaries.in_bytes(answer.raw) - asked}
    assert [str(one) for one in told if not may_know(role, one.layer)] == []
    assert told and isinstance(current(), Settled)


@pytest.mark.parametrize("role", ["visitor", "outsider", "editor"])
def test_a_secret_word_is_found_as_little_as_one_that_never_was(world: World, role: str) -> None:
    reader = Reader(world, role)
    never = reader.asks("/nb/sok/?q=zqnnnnnnnnnn").without("zqnnnnnnnnnn")
    told = [
        told
        for word, told in world.canaries.told_by.items()
        if word.startswith("zq") and told.field in {"title", "need", "tag", "text"} and told.layer in KNOWN_TO
        if not may_know(role, told.layer) and reader.asks(f"/nb/sok/?q={word}").without(word) != never
    ]
    assert [str(one) for one in told] == []


@pytest.mark.parametrize("role", ["visitor", "outsider", "colleague", "adviser", "editor"])
def test_a_discussion_is_found_by_whoever_may_read_it(world: World, role: str) -> None:
    reader = Reader(world, role)
    topics = {name: thing for name, thing in world.things.items() if isinstance(thing, Topic)}
    wrong = [
        name
        for name, topic in topics.items()
        if (topic.get_absolute_url().encode() in reader.asks(f"/nb/sok/?q={topic.title}").raw)
        is not may_know(role, world.layers[name])
    ]
    assert topics and wrong == []


@pytest.mark.parametrize("role", ["visitor", "outsider", "leader"])
def test_no_number_tells_of_what_is_secret(world: World, role: str) -> None:
    secret = [
        thing
        for name, thing in world.things.items()
        if isinstance(thing, Experience | Topic) and not may_know(role, world.layers[name])
    ]
    reader = Reader(world, role)
    before = {address: reader.asks(address).without() for address in ADDRESSES}
    with transaction.atomic():
        for thing in secret:
            if isinstance(thing, Topic):
                # The log keeps what it names, and is only added to; here both never were.
                Act.objects.filter(topic=thing)._raw_delete("default")
                Post.objects.filter(topic=thing).delete()
            type(thing).objects.get(pk=thing.pk).delete()
        settle()
        after = {address: reader.asks(address).without() for address in ADDRESSES}
        transaction.set_rollback(True)
    assert len(secret) > 3
    assert [address for address in ADDRESSES if before[address] != after[address]] == []
