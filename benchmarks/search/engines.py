"""Each engine, with a database or an index of its own that is thrown away afterwards; and what it ranks."""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from . import given, plain

PLAIN = "elasticsearch-norwegian"
"""What Elasticsearch makes of the same texts with its built-in analyzer: the one to be better than."""


@dataclass(frozen=True)
class Files:
    documents: Path
    queries: Path
    runs: Path


def rankings(files: Files, postgres: str, elasticsearch: str) -> dict[str, given.Ranking]:
    """By the name of the engine; each stands in a file of its name, too."""
    files.runs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        embedded = f"sqlite:///{folder}"
        found = {"sqlite": _asked("sqlite", files, DATABASE_URL=f"{embedded}/one.sqlite3")}
        if postgres:
            with database(postgres) as url:
                found["postgresql"] = _asked("postgresql", files, DATABASE_URL=url)
        if elasticsearch:
            with _index(elasticsearch) as named:
                found["elasticsearch"] = _asked("elasticsearch", files, DATABASE_URL=f"{embedded}/two.sqlite3", **named)
            path = files.runs / f"{PLAIN}.run"
            given.write_ranking(path, plain.rank(files.documents, files.queries, elasticsearch), PLAIN)
            found[PLAIN] = given.ranking(path)
    return found


def _asked(name: str, files: Files, **environment: str) -> given.Ranking:
    print(f"{name} …", file=sys.stderr, flush=True)
    path = files.runs / f"{name}.run"
    said = [str(files.documents), str(files.queries), str(path), name]
    others = {key: value for key, value in os.environ.items() if not key.startswith("ELASTICSEARCH_")}
    command = [sys.executable, "-m", "benchmarks.search.ask", *said]
    subprocess.run(command, check=True, env={**others, "DEBUG": "", **environment})
    return given.ranking(path)


def named_postgres() -> str:
    """The address of a server, where the environment names PostgreSQL."""
    named = [os.environ.get(name, "") for name in ("TEST_DATABASE_URL", "DATABASE_URL")]
    return next((url for url in named if url.startswith("postgres")), "")


@contextmanager
def database(url: str) -> Iterator[str]:
    """One of its own on the server of the address."""
    import psycopg

    server, name = urlsplit(url), f"judged_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _index(url: str) -> Iterator[dict[str, str]]:
    from elasticsearch import Elasticsearch

    name = f"judged-{uuid.uuid4().hex[:12]}"
    try:
        yield {"ELASTICSEARCH_URL": url, "ELASTICSEARCH_INDEX": name, "ELASTICSEARCH_TIMEOUT": "30000"}
    finally:
        with Elasticsearch(url) as client:
            for index in client.indices.get(index=f"{name}*", expand_wildcards="all"):
                client.indices.delete(index=index)
