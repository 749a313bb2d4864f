"""What links to a thing is known as soon as it is published or indexed, and told to those who may see it."""

import pytest
from django.test import Client

from cases.retire import unpublish
from community.access.audience import MEMBERS, PUBLIC
from community.members.models import User
from community.networks.models import Network
from community.publishing.links import linking_to, targets
from community.publishing.models import TextLink
from forum import index
from forum.remove import hide
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_topic
from tests.factories.resources import a_resource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "Se /nb/ressurser/7-skjema/ og prøv",
        "[Skjemaet](/nn/ressurser/7/)",
        "<http://localhost:8000/en/ressurser/7-skjema/versjon/2/>",
    ],
)
def test_an_address_of_ours_is_a_link(text: str) -> None:
    assert targets([text]) == [("resource", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/nb/ressurser/7/",
        "/nb/ressurser/skriv/",
        "/nb/erfaringer/7/",
        "a/nb/ressurser/7/",
        "/nb/ressurser/99999999999999999999/",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert targets([text]) == []


def test_what_is_taken_off_the_site_links_no_more(author: User, network: Network) -> None:
    resource = a_resource(author, network)
    by = an_experience(author, network, need=f"Se {resource.get_absolute_url()}")
    assert linking_to("resource", resource.pk) == {"experience": [by.pk]}
    unpublish(by, by=author)
    assert not TextLink.objects.exists()


def test_a_topic_that_links_stands_on_the_page_for_whoever_reads_it(
    client: Client, author: User, colleague: User, editor: User, network: Network
) -> None:
    resource = a_resource(author, network)
    text = f"Har noen prøvd {resource.get_absolute_url()}?"
    seen = a_topic(a_board("apen", PUBLIC), colleague, title="Spørsmål om skjemaet", text=text)
    closed = a_topic(a_board("lukket", MEMBERS), colleague, title="Bare blant oss", text=text)
    index.bring_in_line()
    page = client.get(resource.get_absolute_url()).content.decode()
    assert seen.title in page and closed.title not in page
    client.force_login(author)
    assert closed.title in client.get(resource.get_absolute_url()).content.decode()
    hide(seen.posts.get(), "Feil sted", by=editor)
    assert seen.title not in client.get(resource.get_absolute_url()).content.decode()
