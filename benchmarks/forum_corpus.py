"""A forum of any size: twenty boards for everyone, for members and for networks, over five years.

Ten posts a topic. What everyone sees is little and old: a reader with little in sight must not pay for the rest. The
reader has written as much in a large forum as in a small one.
"""

import random
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from community.access.audience import MEMBERS, PUBLIC, network_key
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, RoleKind, Theme
from community.publishing.models import Tag
from forum.listed import listing_of
from forum.models import (
    Board,
    BoardGroup,
    Post,
    TaggedTopic,
    ThemedTopic,
    Topic,
    TopicKind,
    TopicReader,
    TopicState,
)
from tests.factories.networks import a_network, a_theme
from tests.factories.places import a_municipality

A_TOPIC = 10  # posts
A_BATCH = 500  # topics
YEARS = timedelta(days=5 * 365)
OPENLY = 60  # topics that everyone sees, the oldest of all
TEXT = "Vi spurte alle det samme, hver mandag, og skrev ned hva de svarte. Etter et halvt år så vi en forskjell."
READER = "leser@example.org"
MINE, TOOK_PART, RARE = 40, 160, 40  # topics
A_KEY = {
    "sqlite": "printf('%%032x', 16 * t.id + n.number)",
    "postgresql": "lpad(to_hex(16 * t.id + n.number), 32, '0')::uuid",
}


@transaction.atomic
def fill(posts: int, seed: int = 1) -> None:
    """About so many posts, unless there are some; the same ones for the same seed."""
    if Post.objects.exists():
        return
    chance = random.Random(seed)
    boards, people = _boards(), _people()
    themes = [a_theme(f"tema-{number}", f"Tema {number}") for number in range(8)]
    tags = [Tag.objects.create(name=f"emneord {number}", slug=f"emneord-{number}") for number in range(50)]
    number = posts // A_TOPIC
    with transaction.atomic():
        for begin in range(0, number, A_BATCH):
            rows = range(begin, min(begin + A_BATCH, number))
            _write(
                [_topic(chance, boards, people, place, number) for place in rows], chance, themes, tags, number // RARE
            )
        _answer(people)
        _recount()
        reader = User.objects.get(email=READER)
        _by_the_reader(reader, number)
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
    joined = timezone.now() - YEARS  # who came today may not write ten answers
    people = [
        User(
            email=f"skriver{n}@example.org", name=f"Fagleder {n}", function="Fagleder", municipality=places[n % 20],
            date_joined=joined,
        )
        for n in range(300)
    ]  # fmt: skip
    reader = User.objects.create_user(READER, "correct horse", name="Leser", municipality=places[0], date_joined=joined)
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
    topic.sign(chance.choice(people[1:]), "nb")
    return topic


def _write(topics: list[Topic], chance: random.Random, themes: list[Theme], tags: list[Tag], rare: int) -> None:
    Topic.objects.bulk_create(topics)
    # The last theme is a rare one, and as rare in a large forum as in a small one.
    chosen = [themes[-1] if one.pk % rare == 0 else chance.choice(themes[:-1]) for one in topics]
    ThemedTopic.objects.bulk_create(
        ThemedTopic(topic=one, theme=theme, **listing_of(one)) for one, theme in zip(topics, chosen, strict=True)
    )
    TaggedTopic.objects.bulk_create(
        TaggedTopic(content_object=one, tag=chance.choice(tags), **listing_of(one)) for one in topics
    )


def _answer(people: list[User]) -> None:
    """All posts in one statement, copies of one: a million that Python writes take half an hour."""
    first = Topic.objects.order_by("pk")[0]
    one = Post(topic=first, number=100, audience=first.audience, text=TEXT, html=f"<p>{TEXT}</p>\n")
    one.sign(people[0], "nb").save()
    anybody = f"{people[1].pk} + (t.id * 31 + n.number * 17) %% {len(people) - 1}"
    writer = f"CASE n.number WHEN 1 THEN t.author_id ELSE {anybody} END"
    own = {
        "topic_id": "t.id", "number": "n.number", "audience": "t.audience", "created_at": "t.last_post_at",
        "key": A_KEY[connection.vendor], "author_id": writer,
    }  # fmt: skip
    columns = [field.column for field in Post._meta.local_concrete_fields if not field.primary_key]
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < %s)"
            f" INSERT INTO forum_post ({', '.join(columns)}) SELECT {', '.join(own.get(c, f'p.{c}') for c in columns)}"
            " FROM forum_topic t JOIN n ON n.number <= t.last_number JOIN forum_post p ON p.id = %s",
            [A_TOPIC, one.pk],
        )
    one.delete()


def _by_the_reader(reader: User, number: int) -> None:
    """Here and there over the years."""
    ids = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    mine, took_part = (ids[:: max(1, number // some)] for some in (MINE, TOOK_PART))
    Topic.objects.filter(pk__in=mine).update(author=reader)
    Post.objects.filter(topic__in=mine, number=1).update(author=reader)
    Post.objects.filter(topic__in=took_part, number=2).update(author=reader)


def _recount() -> None:
    for board in Board.objects.all():
        topics = Topic.objects.filter(board=board)
        posts = Post.objects.filter(topic__board=board)
        Board.objects.filter(pk=board.pk).update(topic_count=topics.count(), post_count=posts.count())
