"""A site whose Redis is away: it is read as before, and lets nobody in uncounted."""

import logging
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from community.members.models import User
from community.settings import env
from community.settings.cache import ForgivingRedisCache
from home.setup import setup_pages
from tests.members.test_sign_in import sign_in

REDIS = os.environ.get("TEST_REDIS_URL") or os.environ.get("REDIS_URL", "")
NOBODY_THERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def redis_away(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REDIS_URL", NOBODY_THERE)
    monkeypatch.setattr(ForgivingRedisCache, "asked_again_at", 0.0)
    settings.CACHES = env.caches()
    settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/5m/key", "reset_password": "3/5m/key"}
    yield
    ForgivingRedisCache.asked_again_at = 0.0


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_away")
@pytest.mark.parametrize("address", ["/nb/", "/nb/erfaringer/", "/nb/sok/?q=a", "/nb/konto/logg-inn/", "/nb/nettverk/"])
def test_pages_are_read_without_it(client: Client, address: str) -> None:
    setup_pages()
    assert client.get(address).status_code == 200


@pytest.mark.usefixtures("redis_away")
def test_whoever_is_signed_in_stays_so(client: Client, author: User) -> None:
    client.force_login(author)
    assert client.get(reverse("members:profile")).status_code == 200


def test_a_session_lies_in_no_cache(client: Client, author: User) -> None:
    client.force_login(author)
    for cache in caches.all():
        cache.clear()
    assert client.get(reverse("members:profile")).status_code == 200
    Session.objects.all().delete()
    assert client.get(reverse("members:profile")).status_code == 302


@pytest.mark.usefixtures("redis_away")
def test_nobody_signs_in_uncounted(client: Client, author: User) -> None:
    page = sign_in(client, author.email)
    assert page.status_code == 503 and "Ingen kan logge inn akkurat nå" in page.content.decode()
    assert "_auth_user_id" not in client.session
    assert client.post(reverse("account_reset_password"), {"email": author.email}).status_code == 503


@pytest.mark.usefixtures("redis_away")
def test_a_text_sent_by_someone_signed_out_is_kept(client: Client, author: User) -> None:
    sent = {"title": "Ikke mist meg", "signin-login": author.email, "signin-password": "correct horse battery"}
    page = client.post(reverse("cases:write"), sent)
    assert page.status_code == 403 and "Ikke mist meg" in page.content.decode()
    assert "Ingen kan logge inn akkurat nå" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_away")
def test_the_health_address_tells(client: Client) -> None:
    answer = client.get("/helse/")
    assert answer.status_code == 503 and answer.json()["checks"]["cache"] == {"ok": False}


@pytest.mark.usefixtures("redis_away")
def test_each_question_finds_nothing_and_only_the_first_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    cache = caches["default"]
    with caplog.at_level(logging.ERROR):
        cache.set("a", 1)
        assert (cache.get("a"), cache.get("a", 2), cache.get_many(["a"]), "a" in cache) == (None, 2, {}, False)
        assert (cache.add("a", 1), cache.touch("a"), cache.delete("a"), cache.get_or_set("a", 3)) == (
            False,
            False,
            False,
            3,
        )
        assert cache.set_many({"a": 1}) == ["a"]
        cache.delete_many(["a"])
        cache.clear()
    assert len(caplog.records) == 1


@pytest.mark.skipif(not REDIS, reason="REDIS_URL names no server")
@pytest.mark.parametrize("alias", ["default", "limits"])
def test_a_redis_that_answers_keeps_what_it_is_given(
    alias: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", REDIS)
    settings.CACHES = env.caches()
    cache = caches[alias]
    a, b, c = (f"{alias}-{name}" for name in "abc")  # the other may be asked just now, by another process
    cache.set_many({a: 1, b: [2]})
    assert cache.get_many([a, b, c]) == {a: 1, b: [2]}
    assert (cache.add(a, 2), cache.touch(a), cache.delete(a), cache.get(a, "gone")) == (
        False,
        True,
        True,
        "gone",
    )
