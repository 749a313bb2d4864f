import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from community.access.audience import MEMBERS
from community.members.models import User
from community.networks.models import Network
from community.publishing.blocks import CallToActionBlock, PictureBlock
from tests.factories.cases import an_experience
from tests.factories.networks import a_theme
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db


def body(kind: str, value: Any) -> str:
    return json.dumps([{"type": kind, "value": value}])


def read(client: Client, add_page: AddPage, kind: str, value: Any, address: str = "/nb/siden/") -> str:
    add_page("Siden", slug="siden", body=body(kind, value))
    return client.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("heading", {"text": "Fyrtårn", "level": "3"}, '<h3 class="h4">Fyrtårn</h3>'),
        ("text", "<p>En <b>gråspurv</b>.</p>", "<b>gråspurv</b>"),
        ("quote", {"text": "Vi lærte mye.", "who": "Prosjektleder i Grong"}, "Prosjektleder i Grong</figcaption>"),
        ("fact_box", {"title": "Kort sagt", "text": "<p>Seks kommuner.</p>"}, "Seks kommuner."),
        (
            "video",
            {"title": "Se filmen", "url": "https://www.film.example/1"},
            "film hos film.example",
        ),
        ("call_to_action", {"button": "Les mer", "url": "/nb/erfaringer/", "page": None}, 'href="/nb/erfaringer/"'),
    ],
)
def test_each_block_is_shown(client: Client, add_page: AddPage, kind: str, value: Any, shown: str) -> None:
    assert shown in read(client, add_page, kind, value)


def test_nothing_of_a_film_is_loaded_from_where_it_lies(client: Client, add_page: AddPage) -> None:
    page = read(client, add_page, "video", {"title": "Se filmen", "url": "https://film.example/1"})
    assert "<iframe" not in page and 'src="https://film.example' not in page


def test_a_call_to_action_stays_under_the_readers_prefix(client: Client, add_page: AddPage) -> None:
    page = read(client, add_page, "call_to_action", {"button": "Les", "url": "/nb/erfaringer/"}, "/en/siden/")
    assert 'href="/en/erfaringer/"' in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "ftp://x.example", ""])
def test_a_call_to_action_leads_nowhere_odd(url: str) -> None:
    with pytest.raises(ValidationError):
        CallToActionBlock().clean({"text": "", "button": "Les", "page": None, "url": url})


def test_a_picture_must_say_what_it_shows_or_that_it_only_adorns() -> None:
    block = PictureBlock()
    block.child_blocks["picture"].field.required = False
    value = {"picture": None, "alt_text": " ", "decorative": False, "caption": "", "credit": ""}
    with pytest.raises(ValidationError):
        block.clean(value)
    assert block.clean({**value, "decorative": True})["decorative"] is True


def test_chosen_experiences_are_those_that_the_reader_may_see_in_the_editors_order(
    client: Client, add_page: AddPage, author: User, network: Network
) -> None:
    first, closed, last = (
        an_experience(author, network, "Aure"),
        an_experience(author, network, "Bare for oss", audience=MEMBERS),
        an_experience(author, network, "Celle"),
    )
    ids = [last.pk, closed.pk, first.pk]
    page = read(client, add_page, "chosen_experiences", {"title": "Les disse", "experiences": ids})
    assert "Bare for oss" not in page and page.index("Celle") < page.index("Aure")


def test_chosen_experiences_cost_the_same_for_one_and_three(
    client: Client, add_page: AddPage, author: User, network: Network, django_assert_max_num_queries: Any
) -> None:
    chosen = []
    counts = []
    for number in range(3):
        experience = an_experience(author, network, f"Erfaring {number}")
        experience.themes.add(a_theme())
        experience.save_revision().publish()
        chosen.append(experience.pk)
        value = {"title": "", "experiences": chosen}
        add_page("Siden", slug=f"siden-{number}", body=body("chosen_experiences", value))
        client.get(f"/nb/siden-{number}/")
        with django_assert_max_num_queries(8) as queries:
            client.get(f"/nb/siden-{number}/")
        counts.append(len(queries))
    assert len(set(counts)) == 1
