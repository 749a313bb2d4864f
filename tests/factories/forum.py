from typing import Any
from uuid import uuid4

from community.access.audience import MEMBERS, network_key
from community.members.models import User
from community.networks.models import Network
from forum.models import Board, BoardGroup, Post, Topic, TopicKind
from forum.poll import ask
from forum.reply import reply
from forum.start import start


def a_board(slug: str = "sykefravaer", audience: str = MEMBERS, **fields: Any) -> Board:
    group, _made = BoardGroup.objects.get_or_create(
        slug="tema", defaults={"name_nb": "Tema", "name_nn": "Tema", "name_en": "Themes"}
    )
    names = {"name_nb": "Sykefravær", "name_nn": "Sjukefråvær", "name_en": "Sick leave"}
    return Board.objects.create(group=group, slug=slug, audience=audience, **{**names, **fields})


def a_networks_board(network: Network, slug: str = "", **fields: Any) -> Board:
    return a_board(slug or network.slug, network_key(network.pk), network=network, **fields)


def a_topic(board: Board, author: User, title: str = "Hvordan spør dere om fravær?", **fields: Any) -> Topic:
    fields = {"text": "Hva sier dere, helt konkret?", "key": uuid4(), **fields}
    return start(board, title=title, by=author, **fields)


def a_post(topic: Topic, author: User, text: str = "Vi spør alle det samme, hver mandag.", **fields: Any) -> Post:
    return reply(topic, text, by=author, **{"key": uuid4(), **fields})


def a_poll(
    board: Board, author: User, choices: tuple[str, ...] = ("Mandag", "Tirsdag", "Onsdag"), **fields: Any
) -> Topic:
    topic = a_topic(board, author, "Hvilken dag passer?", kind=TopicKind.POLL)
    ask(topic, choices, **fields)
    return topic
