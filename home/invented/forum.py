"""The demo's boards and what is discussed on them."""

from typing import Any

from community.access.audience import MEMBERS, PUBLIC, network_key, room_key
from community.members.models import User
from community.networks.models import Network, Room, RoomMember, Theme
from forum.models import Board, BoardGroup, Post, Topic
from forum.react import react
from forum.remove import hide
from forum.reply import reply
from forum.solve import accept
from forum.start import start
from forum.state import close, pin

from .experiences import EDITOR
from .files import identity, moment, read

ADVISERS_ROOM = ("sparring", "nl-nord", "nl-sor", "ed-nb")
"""People of the closed room, by key: those who advise the municipalities, and no municipality."""


def load_forum(network: Network, people: dict[str, User]) -> int:
    """Add the topics that are missing; how many."""
    rows = read("forum")
    boards = _boards(rows, network, people)
    there = set(Post.objects.filter(number=1).values_list("key", flat=True))
    missing = [row for row in rows["topics"] if identity("topic", row["key"]) not in there]
    for row in missing:
        _topic(row, boards[row["board"]], people)
    return len(missing)


def _boards(rows: dict[str, Any], network: Network, people: dict[str, User]) -> dict[str, Board]:
    groups = {}
    for place, row in enumerate(rows["groups"]):
        groups[row["slug"]], _made = BoardGroup.objects.get_or_create(
            slug=row["slug"], defaults={**row, "sort_order": place}
        )
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    found = {}
    for place, row in enumerate(rows["boards"]):
        fields = row | {"group": groups[row["group"]], "theme": themes.get(row["theme"]), "sort_order": place}
        fields |= {"audience": _audience(row, network, people)}
        fields |= {"network": network if row["audience"] in {"network", "room"} else None}
        found[row["slug"]], _made = Board.objects.get_or_create(slug=row["slug"], defaults=fields)
    return found


def _audience(row: dict[str, Any], network: Network, people: dict[str, User]) -> str:
    if row["audience"] != "room":
        return {"public": PUBLIC, "members": MEMBERS, "network": network_key(network.pk)}[row["audience"]]
    room, made = Room.objects.get_or_create(network=network, name=row["name_nb"])
    if made:
        RoomMember.objects.bulk_create(RoomMember(room=room, user=people[key]) for key in ADVISERS_ROOM)
    return room_key(room.pk)


def _topic(row: dict[str, Any], board: Board, people: dict[str, User]) -> None:
    opening, *answers = row["posts"]
    topic = start(
        board,
        title=row["title"],
        text=opening["text"],
        key=identity("topic", row["key"]),
        kind=row["kind"],
        themes=Theme.objects.filter(slug__in=row["themes"]),
        tags=row["tags"],
        language=row["language"],
        at=moment(row["date"]),
        by=people[row["author"]],
    )
    posts = [topic.posts.get(number=1)]
    for place, said in enumerate(answers, start=1):
        posts.append(_answer(f"{row['key']}:{place}", topic, said, posts, people))
    for post, said in zip(posts, row["posts"], strict=True):
        _mark(post, said, topic, people)
    if row["pinned"]:
        pin(topic, row["pinned"], by=people[EDITOR])
    if row["closed_because"]:
        close(topic, row["closed_because"], by=people[EDITOR])


def _answer(key: str, topic: Topic, said: dict[str, Any], posts: list[Post], people: dict[str, User]) -> Post:
    return reply(
        topic,
        said["text"],
        key=identity("post", key),
        reply_to=posts[said["reply_to"]] if said["reply_to"] is not None else None,
        language=said["language"],
        at=moment(said["date"]),
        by=people[said["author"]],
    )


def _mark(post: Post, said: dict[str, Any], topic: Topic, people: dict[str, User]) -> None:
    for kind, keys in said["reactions"].items():
        for key in keys:
            react(post, kind, by=people[key])
    if said["accepted"]:
        accept(post, at=moment(said["date"]), by=topic.author)
    if said["hidden_reason"]:
        hide(post, said["hidden_reason"], by=people[EDITOR])
