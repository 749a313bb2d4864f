"""What one account may write in a day, and who came today a little less."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import User
from forum import limits
from forum.flag import flag
from forum.models import Flag, Post, Topic
from tests.factories.forum import a_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(colleague: User) -> User:
    colleague.date_joined = timezone.now()
    colleague.save()
    return colleague


def answers(client: Client, topic: Topic, text: str = "Slik gjør vi det.", **fields: Any) -> Any:
    return client.post(reverse("forum:reply", args=[topic.pk]), {"text": text, "key": str(uuid4()), **fields})


def older(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(minutes=2))


def test_a_newcomer_waits_a_moment_between_and_keeps_the_text(client: Client, author: User, newcomer: User) -> None:
    topic, key = a_topic(a_board(), author), str(uuid4())
    client.force_login(newcomer)
    assert answers(client, topic, key=key).status_code == 302
    assert answers(client, topic, key=key).status_code == 302  # a second click
    said = answers(client, topic, "Teksten min").content.decode()
    assert "Teksten min" in said and "30 sekunder" in said and topic.posts.count() == 2
    older(topic.posts.get(number=2))
    assert answers(client, topic).status_code == 302


@pytest.mark.parametrize("text", ["http://a.example https://b.example www.c.example", "@kari @ola @[Per](person:1)"])
def test_a_newcomer_links_and_mentions_a_little(client: Client, author: User, newcomer: User, text: str) -> None:
    topic = a_topic(a_board(), author)
    client.force_login(newcomer)
    assert text.split()[0] in answers(client, topic, text).content.decode() and topic.posts.count() == 1
    client.force_login(author)
    assert answers(client, topic, text).status_code == 302


def test_a_first_day_has_its_end(client: Client, author: User, newcomer: User) -> None:
    board = a_board()
    for _number in range(limits.TOPICS_FIRST_DAY):
        older(a_topic(board, newcomer).posts.get())
    topic = a_topic(board, author)
    for _number in range(limits.REPLIES_FIRST_DAY):
        older(a_post(topic, newcomer))
    client.force_login(newcomer)
    assert "første dagen" in answers(client, topic).content.decode()
    new = {"title": "Enda en", "text": "Teksten min", "board": board.pk, "kind": "question"}
    said = client.post("/nb/diskusjoner/skriv/", new).content.decode()
    assert "Teksten min" in said and not Topic.objects.filter(title="Enda en").exists()


def test_colleagues_at_one_address_do_not_count_for_each_other(
    client: Client, author: User, newcomer: User, outsider: User
) -> None:
    topic = a_topic(a_board(), author)
    for person in (newcomer, outsider):
        client.force_login(person)
        assert answers(client, topic).status_code == 302


def test_changes_and_reports_have_their_number(
    client: Client, author: User, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EDITS_A_DAY", 1)
    monkeypatch.setattr(limits, "FLAGS_A_DAY", 1)
    post = a_post(a_topic(a_board(), author), colleague, "En")
    client.force_login(colleague)
    address = reverse("forum:edit", args=[post.pk])
    client.post(address, {"text": "To", "version": 1})
    assert "Tre" in client.post(address, {"text": "Tre", "version": 2}).content.decode()
    assert Post.objects.get(pk=post.pk).text == "To"
    flag(post, "other", "x", key=uuid4(), by=author)
    client.force_login(author)
    answer = client.post(reverse("forum:flag", args=[post.pk]), {"reason": "other", "words": "Mine ord"})
    assert answer.status_code == 429 and "Mine ord" in answer.content.decode() and Flag.objects.count() == 1
