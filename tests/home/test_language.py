import pytest
from django.test import Client

from home.models import FrontPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "prefix"),
    [
        ("nn-NO,nn;q=0.9,nb;q=0.8", "/nn/"),
        ("nb-NO", "/nb/"),
        ("no", "/nb/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("de,sv;q=0.8", "/nb/"),
        ("de,nn;q=0.5", "/nn/"),
        ("", "/nb/"),
    ],
)
def test_the_sites_address_leads_to_the_browsers_language(client: Client, accepted: str, prefix: str) -> None:
    response = client.get("/", headers={"Accept-Language": accepted})
    assert response.status_code == 302 and response["Location"] == prefix


def test_what_the_reader_chose_wins_over_the_browser(client: Client) -> None:
    client.cookies["language"] = "nn"
    assert client.get("/", headers={"Accept-Language": "en"})["Location"] == "/nn/"


def test_a_cookie_that_names_no_language_of_ours_is_ignored(client: Client) -> None:
    client.cookies["language"] = "../evil"
    assert client.get("/")["Location"] == "/nb/"


def test_a_cache_keeps_the_languages_apart(client: Client) -> None:
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in client.get("/")["Vary"].split(",")}


def test_another_prefix_is_never_redirected(client: Client, fronts: dict[str, FrontPage]) -> None:
    client.cookies["language"] = "nn"
    assert client.get("/en/", headers={"Accept-Language": "nb"}).status_code == 200
