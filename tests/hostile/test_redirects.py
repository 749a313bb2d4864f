"""Nobody is led to another host by an address that begins with ours."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from community.members.models import User

HOSTS = ["evil.example", "evil.example/", "evil.example%2f..", "testserver.evil.example", "testserver@evil.example"]
BEFORE = [
    "//",
    "///",
    "////",
    "/\\",
    "\\\\",
    "\\/",
    "https://",
    "http://",
    "https:",
    "https:/",
    "HTTPS://",
    "/\t/",
    "\t//",
]
ODD = [
    "javascript:alert(1)", "data:text/html,x", "ftp://evil.example", "/%0d%0aLocation:%20//evil.example",
    "\r\n//evil.example", "/\r\nSet-Cookie: a=b", " //evil.example", "/nb//evil.example\r", "//evil。example", "https://[::ffff:1.2.3.4]/",
    "http:\\\\evil.example", "https:///evil.example", "//\x00evil.example", "/nb/../..//evil.example", ".evil.example",
]  # fmt: skip
FORMS = [before + host for before in BEFORE for host in HOSTS] + ODD


def leads_away(location: str) -> bool:
    """As a browser reads it: without tabs and line breaks, backslashes as slashes."""
    read = location.strip().replace("\t", "").replace("\n", "").replace("\r", "").replace("\\", "/")
    whole = urlsplit(urljoin("http://testserver/nb/konto/", read))
    return whole.scheme not in {"http", "https"} or (whole.hostname or "") != "testserver"


def test_there_are_many_forms() -> None:
    assert len(set(FORMS)) >= 60 and leads_away("/\\evil.example") and not leads_away("/nb/")


@pytest.mark.django_db
def test_the_choice_of_language_stays_here(client: Client) -> None:
    for code in ("nb", "en"):
        asked = {form: client.get(reverse("ui:language", args=[code]), {"neste": form}) for form in FORMS}
        assert [form for form, answer in asked.items() if leads_away(answer.get("Location", "/"))] == []


@pytest.mark.django_db
def test_signing_in_stays_here(client: Client, author: User) -> None:
    away = []
    for form in FORMS:
        client.logout()
        words = {"login": author.email, "password": "correct horse battery", "next": form}
        answer = client.post(reverse("account_login"), words)
        assert answer.status_code == 302
        away += [form] if leads_away(answer["Location"]) else []
    assert away == []


@pytest.mark.django_db
def test_signing_out_and_the_admins_door_stay_here(client: Client, author: User) -> None:
    away = []
    for form in FORMS:
        client.force_login(author)
        for answer in (
            client.post(reverse("account_logout"), {"next": form}),
            client.get("/admin/login/", {"next": form}),
            client.get(reverse("account_login"), {"next": form}),
        ):
            away += [form] if leads_away(answer.get("Location", "/")) else []
    assert away == []
