"""Readers of the environment: each failure names the variable and an example of what would do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from community.settings import env

UNREADABLE: list[tuple[Callable[[str], Any], str]] = [
    (env.text, ""),
    (lambda name: env.boolean(name, False), "perhaps"),
    (lambda name: env.integer(name, 5), "five"),
    (env.listed, ""),
    (env.secret_key, "short"),
    (env.database, ""),
    (env.database, "mysql://localhost/saman"),
    (env.database, "postgres://localhost"),
    (env.database, "postgres://localhost:port/saman"),
    (env.database, "sqlite://"),
    (env.caches, "memcached://localhost"),
    (env.caches, "redis://"),
    (env.database, "sqlite:////nope/there/saman.sqlite3"),
    (lambda name: env.directory(name, Path("var")), "/nope/there"),
    (env.hosts, "https://saman.example.org"),
    (env.hosts, "saman.example.org:443"),
    (env.mail_addresses, "drift"),
    (lambda name: env.mail_address(name, "post@example.org"), "post"),
    (env.elasticsearch, "search.example.org:9200"),
    (env.elasticsearch, "https://search.example.org:9200/saman"),
    (env.elasticsearch, "https://search.example.org:9200,redis://localhost"),
    (env.elasticsearch, "https://search.example.org:port"),
    (env.email, ""),
    (env.email, "mail.example.org"),
    (env.email, "smtp://"),
    (env.origin, "saman.example.org"),
    (env.origin, "https://saman.example.org/nb/"),
]


@pytest.mark.parametrize(("reader", "value"), UNREADABLE)
def test_what_cannot_be_read_is_named_with_an_example(
    reader: Callable[[str], Any], value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THE_VARIABLE", value)
    with pytest.raises(ImproperlyConfigured, match=r"^THE_VARIABLE .*for example: THE_VARIABLE=."):
        reader("THE_VARIABLE")


def test_a_failure_never_repeats_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://saman:hush@localhost/saman")
    with pytest.raises(ImproperlyConfigured) as failure:
        env.database("DATABASE_URL")
    assert "hush" not in str(failure.value)


def test_hosts_and_addresses_that_are_right_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "saman.example.org, .example.org,127.0.0.1,[::1],*")
    assert env.hosts("HOSTS")[2:] == ["127.0.0.1", "[::1]", "*"]
    monkeypatch.setenv("FROM", "Saman i KS <saman@example.org>")
    assert env.mail_address("FROM", "") == "Saman i KS <saman@example.org>"


def test_nothing_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "")
    assert env.email("EMAIL_URL", "none://")["DELIVERY_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    ("value", "meaning"), [("yes", True), ("TRUE", True), ("1", True), ("off", False), ("0", False)]
)
def test_yes_and_no_are_read_in_the_usual_spellings(value: str, meaning: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert env.boolean("DEBUG", not meaning) is meaning


def test_a_list_is_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "saman.example.org, www.saman.example.org,")
    assert env.listed("ALLOWED_HOSTS") == ["saman.example.org", "www.saman.example.org"]


def test_a_postgresql_is_read_with_its_escapes_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://sa%40man:p%2Fw@db:5433/saman?sslmode=require")
    database = env.database("DATABASE_URL")
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("sa@man", "p/w", "db")
    assert (database["PORT"], database["NAME"], database["OPTIONS"]) == ("5433", "saman", {"sslmode": "require"})


@pytest.mark.parametrize(("url", "path"), [("sqlite:///var/a.db", "var/a.db"), ("sqlite:////srv/a.db", "/srv/a.db")])
def test_a_sqlite_has_three_slashes_for_here_and_four_for_the_root(
    url: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert env.database("DATABASE_URL")["NAME"] == path


def test_sqlite_is_tuned_for_many_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///saman.db")
    options = env.database("DATABASE_URL")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://m.example", 25, False, False),
        ("smtps://m.example", 465, True, False),
        ("smtp+tls://m.example", 587, False, True),
    ],
)
def test_a_mail_server_has_the_port_of_its_kind(
    url: str, port: int, ssl: bool, tls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    settings = env.email("EMAIL_URL")
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_without_redis_the_caches_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert all(cache["BACKEND"].endswith("LocMemCache") for cache in env.caches().values())


def test_a_folder_is_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "/srv/saman")
    assert env.directory("DATA_DIR", Path("var")) == Path("/srv/saman")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ELASTICSEARCH_CA", "/nope/there.pem"),
        ("ELASTICSEARCH_INDEX", "Saman*"),
        ("ELASTICSEARCH_VERIFY", "perhaps"),
        ("ELASTICSEARCH_SHARDS", "0"),
        ("ELASTICSEARCH_REPLICAS", "-1"),
        ("ELASTICSEARCH_TIMEOUT", "1 s"),
    ],
)
def test_what_a_cluster_is_to_be_like_is_read_as_strictly(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "https://search.example.org")
    assert env.elasticsearch()
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} .*for example: {name}=."):
        env.elasticsearch()


def test_a_cluster_of_several_nodes_keeps_a_copy_of_each_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", "https://one.example.org, https://saman:hush@two.example.org:443")
    read = env.elasticsearch()
    assert read
    assert read["hosts"] == ["https://one.example.org:9200", "https://saman:hush@two.example.org:443"]
    assert (read["replicas"], read["timeout"]) == (1, 1.0)
    monkeypatch.delenv("ELASTICSEARCH_URL")
    assert env.elasticsearch() is None
