"""The acts that are one button: where they lead, and what is said."""

import pytest
from django.test import Client

from cases.models import Experience
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import an_experience


@pytest.fixture
def published(author: User, network: Network) -> Experience:
    return an_experience(author, network)


def done(client: Client, experience: Experience, act: str) -> tuple[str, str]:
    """Where it leads, and the page there."""
    answer = client.post(f"/nb/erfaringer/{experience.pk}/{act}/", follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0], answer.content.decode()


def test_the_author_finds_it_among_their_own(client: Client, author: User, published: Experience) -> None:
    client.force_login(author)
    assert done(client, published, "arkiver")[0] == "/nb/mine-erfaringer/"
    place, page = done(client, published, "avpubliser")
    assert place == "/nb/mine-erfaringer/" and "Du finner den blant utkastene dine" in page


def test_an_editor_comes_back_to_it_or_where_it_is_gone_to_the_desk(
    client: Client, editor: User, published: Experience
) -> None:
    client.force_login(editor)
    address = published.get_absolute_url()
    for act in ("arkiver", "hent-fram"):
        asked = client.get(f"/nb/erfaringer/{published.pk}/{act}/").content.decode()
        assert f'href="{address}"' in asked
        assert done(client, published, act)[0] == address
    asked = client.get(f"/nb/erfaringer/{published.pk}/avpubliser/").content.decode()
    assert "bare forfatteren, prosjektlederen" in asked and "utkastene dine" not in asked
    place, page = done(client, published, "avpubliser")
    assert place == "/nb/redaktor/" and "Forfatteren finner den blant utkastene sine" in page
