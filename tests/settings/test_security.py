"""What every page sends to keep the reader safe."""

import pytest
from django.conf import settings
from django.test import Client


def policy(client: Client) -> dict[str, str]:
    header = client.get("/helse/").headers["Content-Security-Policy"]
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in header.split(";"))}


@pytest.mark.django_db
def test_the_policy_lets_nothing_in_but_our_own(client: Client) -> None:
    directives = policy(client)
    assert directives["default-src"] == "'self'"
    assert directives["object-src"] == directives["base-uri"] == "'none'"
    assert not any(word in " ".join(directives.values()) for word in ("unsafe", "http:", "https:", "*"))


@pytest.mark.django_db
def test_a_reply_says_what_it_is_and_tells_others_little(client: Client) -> None:
    headers = client.get("/helse/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_nothing_is_asked_of_other_hosts_by_the_admin() -> None:
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert not settings.WAGTAIL_ENABLE_UPDATE_CHECK
    assert settings.WAGTAILEMBEDS_FINDERS == []
