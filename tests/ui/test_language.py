import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_language_chosen_is_remembered(client: Client) -> None:
    answer = client.get("/sprak/nn/?neste=/nb/erfaringer/%3Ftema%3D1")
    assert answer["Location"] == "/nn/erfaringer/?tema=1"
    assert client.cookies["language"].value == "nn"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/nb/", "//evil.example/nb/", "/\\evil.example", "evil"])
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    answer = client.get("/sprak/en/", {"neste": elsewhere})
    assert answer["Location"] == "/en/"


def test_an_unknown_language_is_not_found(client: Client) -> None:
    assert client.get("/sprak/xx/", follow=True).status_code == 404


def test_the_links_lead_to_the_same_page(client: Client) -> None:
    page = client.get("/nb/finnes-ikke/?q=a").content.decode()
    assert 'href="/sprak/nn/?neste=/nb/finnes-ikke/%3Fq%3Da"' in page
    assert 'aria-current="true"><b class="long">Bokmål' in page
