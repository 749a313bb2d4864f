"""«More like this», on every kind that has a page of its own."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Experience
from cases.retire import archive
from community.access.audience import MEMBERS, PUBLIC, network_key
from community.access.viewer import ANONYMOUS, Viewer, viewer_for
from community.members.models import User
from community.networks.models import Network
from community.publishing.models import Likeness
from community.publishing.related import related_to
from forum.index import bring_in_line
from search.changes.models import SearchChange
from search.changes.relate import relate
from search.rebuild import rebuild
from search.saved.tell import tell
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_topic
from tests.factories.resources import a_resource

pytestmark = pytest.mark.django_db
LIKE = {"summary": "Mentorer for vikarer", "need": "", "action": "", "happened": "", "not_worked": ""}


def after_a_while() -> None:
    """The worker has been there."""
    bring_in_line()
    tell()
    relate()


def titles(thing: Any, viewer: Viewer = ANONYMOUS) -> list[str]:
    return [line.thing.title for line in related_to(thing, viewer)]


@pytest.fixture
def three(author: User, network: Network) -> list[Any]:
    """One of each kind, about the same."""
    experience = an_experience(author, network, "Mentor for nye vikarer")
    resource = a_resource(author, network, "Samtaleskjema for mentor og vikar", about="")
    topic = a_topic(a_board("apen", PUBLIC), author, "Hvem har mentorer for vikarene?")
    after_a_while()
    return [experience, resource, topic]


def test_each_kind_leads_to_the_others_on_its_own_page(client: Client, three: list[Any]) -> None:
    for thing in three:
        others = [other for other in three if other != thing]
        assert set(titles(thing)) == {other.title for other in others}
        page = client.get(thing.get_absolute_url()).content.decode()
        assert all(f'href="{other.get_absolute_url()}"' in page for other in others)


def test_what_was_used_is_not_said_twice(client: Client, three: list[Any]) -> None:
    experience, resource, _topic = three
    experience.resources.add(resource)
    experience.save()
    assert client.get(experience.get_absolute_url()).content.decode().count(resource.get_absolute_url()) == 1


def test_what_shares_one_word_or_none_is_not_like_it(three: list[Any], author: User, network: Network) -> None:
    other = an_experience(author, network, "Elsykler for vikarer", **LIKE | {"summary": "Ladestasjon ved rådhuset"})
    after_a_while()
    assert titles(other) == [] and other.title not in titles(three[0])


def test_each_reader_is_led_to_what_they_may_see(
    client: Client, three: list[Any], author: User, colleague: User, outsider: User, network: Network
) -> None:
    closed = an_experience(author, network, "Mentor for vikarer, bak lukket dør", audience=network_key(network.pk))
    members = an_experience(author, network, "Mentor for vikarer, for medlemmer", audience=MEMBERS)
    after_a_while()
    seen = {user: titles(three[0], viewer_for(user)) for user in (colleague, outsider)}
    assert [closed.title in seen[user] for user in seen] == [True, False]
    assert [members.title in seen[user] for user in seen] == [True, True]
    page = client.get(three[0].get_absolute_url()).content.decode()
    assert "bak lukket dør" not in page and "for medlemmer" not in page


def test_the_rule_is_asked_as_the_page_is_drawn(three: list[Any]) -> None:
    experience, resource, _topic = three
    type(resource).objects.filter(pk=resource.pk).update(audience=MEMBERS)  # nobody has told the index
    assert resource.title not in titles(experience)


def test_what_is_taken_down_or_archived_is_like_nothing_any_more(three: list[Any], author: User) -> None:
    experience, resource, topic = three
    resource.unpublish()
    archive(Experience.objects.get(pk=experience.pk), by=author)
    assert titles(topic) == []
    after_a_while()
    assert not Likeness.objects.exists()


def test_what_is_written_anew_is_like_something_else(three: list[Any], author: User, network: Network) -> None:
    experience, resource, _topic = three
    other = an_experience(author, network, "Elsykler i hjemmetjenesten", **LIKE | {"summary": "Elsykler og lading"})
    resource.title, resource.summary = "Sjekkliste for elsykler i hjemmetjenesten", "Lading av elsykler"
    resource.save_revision().publish()
    after_a_while()
    assert titles(other) == [resource.title] and resource.title not in titles(experience)


def test_nothing_is_noted_twice_and_nothing_forgotten(three: list[Any]) -> None:
    before = set(map(str, Likeness.objects.all()))
    rebuild()
    assert not SearchChange.objects.exists()  # nothing has changed
    for change in [(three[0].KIND, three[0].pk), (three[1].KIND, three[1].pk)]:
        SearchChange.objects.create(kind=change[0], object_id=str(change[1]), number=1, told=True)
    relate()
    assert set(map(str, Likeness.objects.all())) == before and len(before) == 6


def test_a_change_made_meanwhile_is_seen_to_again(three: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    experience = three[0]

    def meanwhile(entry: Any, _among: Any) -> list[Any]:
        SearchChange.objects.update(number=2)
        return []

    SearchChange.objects.create(kind="experience", object_id=str(experience.pk), number=1, told=True)
    with monkeypatch.context() as patched:
        patched.setattr("search.changes.relate.neighbours", meanwhile)
        assert relate() == 0
    assert len(titles(experience)) == 2 and relate() == 1


@pytest.mark.parametrize("number", [1, 8])
def test_it_is_one_query_however_much_is_like_it(
    author: User, network: Network, number: int, django_assert_num_queries: Any
) -> None:
    found = [an_experience(author, network, f"Mentor for nye vikarer, del {n}") for n in range(number + 1)]
    after_a_while()
    with django_assert_num_queries(1):
        lines = related_to(found[0], ANONYMOUS)
        assert [(line.thing.get_absolute_url(), line.says, line.thing.language) for line in lines]
    assert len(lines) == min(number, 5)


def test_the_page_asks_the_rows_and_not_the_index(client: Client, three: list[Any]) -> None:
    for thing in three:
        with CaptureQueriesContext(connection) as queries:
            client.get(thing.get_absolute_url())
        assert not [one for one in queries if "search_" in one["sql"]]
