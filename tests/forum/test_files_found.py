"""A discussion is found by what stands in the files of its posts, by whoever may read those posts."""

from pathlib import Path
from typing import Any

import pytest

from community.access.audience import PUBLIC
from community.access.viewer import ANONYMOUS, viewer_for
from community.images.text import read_waiting
from community.members.models import User
from community.networks.models import Network
from forum.attach import attach
from forum.index import bring_in_line
from forum.models import Post, Topic
from forum.remove import hide
from search.find import find
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic
from tests.factories.resources import a_word_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def with_a_file(topic: Topic, author: User) -> Post:
    """Somebody has answered with a file, and the worker has read it."""
    post = a_post(topic, author, "Se arket vårt.")
    attach(post, {"new_file": a_word_file("Vaktplan med kanarifugl", "vaktplan.docx")}, by=author)
    read_waiting()
    bring_in_line()
    return post


def test_a_hit_leads_to_the_post_that_holds_the_file(author: User, colleague: User) -> None:
    post = with_a_file(a_topic(a_board("apen", PUBLIC), author), colleague)
    [hit] = find("kanarifugl", ANONYMOUS).hits
    assert hit.thing == post.topic and hit.passage_url == post.get_absolute_url()
    assert hit.passage and hit.passage.by == "vaktplan.docx"


def test_own_words_come_before_those_in_files(author: User, colleague: User) -> None:
    topic = a_topic(a_board("apen", PUBLIC), author)
    with_a_file(topic, colleague)
    document = topic.search_document()
    assert document and [passage.by for passage in document.passages][-1] == "vaktplan.docx"


def test_who_may_not_read_the_discussion_does_not_find_it(
    author: User, colleague: User, outsider: User, network: Network
) -> None:
    topic = with_a_file(a_topic(a_networks_board(network), author), colleague).topic
    assert [hit.thing for hit in find("kanarifugl", viewer_for(author)).hits] == [topic]
    assert not find("kanarifugl", viewer_for(outsider)).hits and not find("kanarifugl", ANONYMOUS).hits


def test_a_post_that_is_hidden_takes_its_file_with_it(author: User, colleague: User, editor: User) -> None:
    post = with_a_file(a_topic(a_board("apen", PUBLIC), author), colleague)
    hide(post, "Feil fil", by=editor)
    assert not find("kanarifugl", ANONYMOUS).hits
