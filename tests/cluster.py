"""A real Elasticsearch for tests: the one that TEST_ELASTICSEARCH_URL names (`make elasticsearch` starts one).

Tests that ask for `engine` run on the embedded engine and on it; those that ask for `elasticsearch`, on it alone.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from elasticsearch import ApiError, Elasticsearch
from pytest_django.fixtures import Settings

from search import anew, engines, outbox
from search.engines import Answer, Order, Request
from search.engines.elastic.ask import ElasticEngine
from search.engines.elastic.client import Cluster, cluster

URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")
INDEX = f"test-{os.getpid()}"


class Settled(ElasticEngine):
    """Asks when all that has changed is in the index. It stands unguarded, so that no failure is covered up."""

    def answer(self, request: Request, order: Order, limit: int, *more: Any, **named: Any) -> Answer:
        settle()
        return super().answer(request, order, limit, *more, **named)

    def titles(self, *asked: Any) -> list[int]:
        settle()
        return super().titles(*asked)


def settle() -> None:
    outbox.send()
    cluster().client.indices.refresh(index=cluster().alias)


def named(*hosts: str) -> dict[str, object]:
    """What the settings say of a cluster."""
    about = {"api_key": None, "ca": None, "verify": True, "shards": 1, "replicas": 0, "timeout": 5.0}
    return {"hosts": list(hosts), "index": INDEX, **about}


@pytest.fixture(scope="session")
def _left_tidy() -> Iterator[None]:
    yield
    drop_indices()


@pytest.fixture
def elasticsearch(_left_tidy: None, db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """The site on the cluster, whose index is empty."""
    settings.ELASTICSEARCH = named(URL)
    asked = cluster()
    if asked.alias not in outbox.standing(asked):
        anew.renew()
    monkeypatch.setattr(engines, "_guarded", Settled)
    yield asked
    with suppress(ApiError):
        asked.client.delete_by_query(index=asked.alias, query={"match_all": {}}, refresh=True, conflicts="proceed")
    asked.client.close()
    cluster.cache_clear()


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that readers ask, by its name."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
    return str(request.param)


def drop_indices() -> None:
    """All of this process."""
    with Elasticsearch(URL) as client:
        for index in client.indices.get(index=f"{INDEX}-*"):
            client.indices.delete(index=index)
