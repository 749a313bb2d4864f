"""A forum of any size: twenty boards for everyone, for members and for networks, over five years.

Ten posts a topic. What everyone sees is little and old: a reader with little in sight must not pay for the rest.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.access.audience import MEMBERS, PUBLIC, network_key
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, RoleKind, Theme
from community.publishing.models import Tag
from forum.models import Board, BoardGroup, Post, TaggedTopic, Topic, TopicKind, TopicReader, TopicState
from tests.factories.networks import a_network, a_theme
from tests.factories.places import a_municipality

A_TOPIC = 10  # posts
A_BATCH = 500  # topics
YEARS = timedelta(days=5 * 365)
OPENLY = 60  # topics that everyone sees, the oldest of all
TEXT = "Vi spurte alle det samme, hver mandag, og skrev ned hva de svarte. Etter et halvt år så vi en forskjell."
READER = "leser@example.org"


def fill(posts: int, seed: int = 1) -> None:
    """So many posts; the same ones for the same seed."""
    if Post.objects.count() >= posts:
        return
    chance = random.Random(seed)
    boards, people = _boards(), _people()
    themes = [a_theme(f"tema-{number}", f"Tema {number}") for number in range(8)]
    tags = [Tag.objects.create(name=f"emneord {number}", slug=f"emneord-{number}") for number in range(50)]
    number = posts // A_TOPIC
    with transaction.atomic():
        for begin in range(0, number, A_BATCH):
            rows = range(begin, min(begin + A_BATCH, number))
            _write([_topic(chance, boards, people, place, number) for place in rows], chance, themes, tags, people)
        _recount()
        reader = User.objects.get(email=READER)
        newest = Topic.objects.order_by("-last_post_at")[: min(number // 20, 2_000)]
        TopicReader.objects.bulk_create(
            TopicReader(user=reader, topic=one, number=chance.randint(1, 10)) for one in newest
        )


def _boards() -> list[Board]:
    """One for everyone, twelve for members, five for the reader's network, two for another."""
    mine, other = a_network(), a_network("heltid")
    kinds: list[tuple[str, Network | None]] = [(PUBLIC, None), *[(MEMBERS, None)] * 12]
    kinds += [(network_key(mine.pk), mine)] * 5 + [(network_key(other.pk), other)] * 2
    group = BoardGroup.objects.create(slug="tema", name_nb="Tema", name_nn="Tema", name_en="Themes")
    return [
        Board.objects.create(
            group=group, slug=f"tavle-{place}", audience=audience, network=network,
            name_nb=f"Tavle {place}", name_nn=f"Tavle {place}", name_en=f"Board {place}", sort_order=place,
        )
        for place, (audience, network) in enumerate(kinds)
    ]  # fmt: skip


def _people() -> list[User]:
    places = [a_municipality(f"Kommune {n}", f"{5001 + n}", "50 Trøndelag") for n in range(20)]
    people = [
        User(email=f"skriver{n}@example.org", name=f"Fagleder {n}", function="Fagleder", municipality=places[n % 20])
        for n in range(300)
    ]
    reader = User.objects.create_user(READER, "correct horse", name="Leser", municipality=places[0])
    grant(reader, RoleKind.MEMBER, a_network())
    return [reader, *User.objects.bulk_create(people)]


def _topic(chance: random.Random, boards: list[Board], people: list[User], place: int, number: int) -> Topic:
    board = boards[0] if place < OPENLY else boards[1 + chance.randrange(19)]
    last = timezone.now() - YEARS * (1 - (place + 1) / number)
    answered, state = chance.random() > 0.05, chance.choice([*[TopicState.OPEN] * 6, *[TopicState.SOLVED] * 3])
    topic = Topic(
        board=board, audience=board.audience, title=f"Hvordan gjør dere nummer {place}?", slug=f"emne-{place}",
        kind=TopicKind.QUESTION, state=state if answered else TopicState.OPEN, created_at=last - timedelta(days=3),
        last_post_at=last, last_number=A_TOPIC if answered else 1, reply_count=A_TOPIC - 1 if answered else 0,
        first_answer_at=last if answered else None, last_place="Kommune 1", to_index=False,
    )  # fmt: skip
    if chance.random() < 0.002:
        topic.state = TopicState.CLOSED
    topic.sign(chance.choice(people), "nb")
    return topic


def _write(
    topics: list[Topic], chance: random.Random, themes: list[Theme], tags: list[Tag], people: list[User]
) -> None:
    Topic.objects.bulk_create(topics)
    Post.objects.bulk_create(post for topic in topics for post in _posts(topic, chance, people))
    through: Any = Topic.themes.through
    # The last theme is a rare one.
    chosen = [themes[-1] if chance.random() < 0.0005 else chance.choice(themes[:-1]) for _topic in topics]
    through.objects.bulk_create(through(topic=one, theme=theme) for one, theme in zip(topics, chosen, strict=True))
    TaggedTopic.objects.bulk_create(TaggedTopic(content_object=one, tag=chance.choice(tags)) for one in topics)


def _posts(topic: Topic, chance: random.Random, people: list[User]) -> Iterator[Post]:
    for number in range(1, topic.last_number + 1):
        post = Post(topic=topic, number=number, audience=topic.audience, text=TEXT, html=f"<p>{TEXT}</p>\n")
        post.created_at = _at(topic, number)
        yield post.sign(topic.author if number == 1 else chance.choice(people), "nb")


def _at(topic: Topic, number: int) -> datetime:
    return topic.last_post_at - timedelta(hours=topic.last_number - number)


def _recount() -> None:
    for board in Board.objects.all():
        topics = Topic.objects.filter(board=board)
        posts = Post.objects.filter(topic__board=board)
        Board.objects.filter(pk=board.pk).update(topic_count=topics.count(), post_count=posts.count())
