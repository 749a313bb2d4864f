import pytest
from django.test import Client

from community.access.viewer import viewer_for
from community.members.models import User
from forum.edit import edit
from forum.index import bring_in_line
from forum.models import Post, Topic
from forum.remove import hide
from forum.solve import accept
from forum.state import close
from search.find import Results, find
from tests.factories.forum import a_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User, colleague: User) -> Topic:
    topic = a_topic(a_board(), author, "Hvem tar nattevaktene?", tags=["natt"])
    a_post(topic, colleague, "Vi deler dem på alle, også helgene.")
    bring_in_line()
    return topic


def found(text: str, user: User) -> Results:
    return find(text, viewer_for(user))


def test_a_topic_is_found_by_its_posts(topic: Topic, outsider: User) -> None:
    hit = found("helgene", outsider).hits[0]
    assert hit.thing == topic and "".join(segment.text for segment in hit.snippet).startswith("Vi deler dem")
    assert hit.passage_url == topic.posts.get(number=2).get_absolute_url() and hit.state == "open"


def test_what_is_quoted_ends_right_before_its_mark(client: Client, topic: Topic, outsider: User) -> None:
    client.force_login(outsider)
    assert "<mark>helgene</mark>.»" in client.get("/nb/sok/", {"q": "helgene"}).content.decode()


def test_the_worker_brings_what_is_new_into_the_index(topic: Topic, author: User) -> None:
    a_post(topic, author, "Takk, turnusen holder.")
    assert found("turnusen", author).total == 0
    assert (bring_in_line(), bring_in_line()) == (1, 0)
    assert found("turnusen", author).total == 1


def test_the_accepted_answer_is_shown_first(topic: Topic, author: User, outsider: User) -> None:
    accept(a_post(topic, outsider, "Ring de faste vikarene."), by=author)
    bring_in_line()
    hit = found("nattevaktene", author).hits[0]
    assert hit.passage and hit.passage.chosen and hit.passage.by == "Sarpsborg" and hit.state == "solved"


def test_what_is_hidden_is_found_no_more_at_once(topic: Topic, editor: User, author: User) -> None:
    hide(topic.posts.get(number=2), "Sier hvem det gjelder.", by=editor)
    assert found("helgene", author).total == 0


def test_what_was_said_before_a_change_is_found_no_more_at_once(topic: Topic, colleague: User) -> None:
    edit(topic.posts.get(number=2), "Vi deler dem.", expected_version=1, by=colleague)
    assert found("helgene", colleague).total == 0


def test_a_post_that_fewer_see_than_the_topic_is_not_found(topic: Topic, author: User) -> None:
    Post.objects.filter(topic=topic, number=2).update(audience="room:12")
    Topic.objects.update(to_index=True)
    bring_in_line()
    assert found("nattevaktene", author).total == 1 and found("helgene", author).total == 0


def test_discussions_are_narrowed_by_how_they_stand(topic: Topic, author: User, editor: User) -> None:
    close(a_topic(topic.board, author, "Hvem tar nattevaktene i jula?"), "Jula er over.", by=editor)
    bring_in_line()
    results = find("nattevaktene", viewer_for(author), {"state": ["closed"]})
    assert [hit.thing.title for hit in results.hits] == ["Hvem tar nattevaktene i jula?"]
    states = next(facet for facet in results.facets if facet.name == "state")
    assert {value.value for value in states.values} == {"closed", "open"}


def test_who_sees_it_narrows_and_tells_nothing_of_others(topic: Topic, author: User) -> None:
    assert find("nattevaktene", viewer_for(author), {"audience": ["members"]}).total == 1
    assert find("nattevaktene", viewer_for(author), {"audience": ["room:12"]}).total == 0
