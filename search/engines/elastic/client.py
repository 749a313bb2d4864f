"""The cluster that the settings name, and the client that speaks with it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

FAILURES = (ApiError, TransportError)
"""All that can come back in place of an answer."""


@dataclass(frozen=True)
class Cluster:
    """`alias` is what readers ask; `coming` stands, while all is written anew, on the index that takes its place."""

    client: Elasticsearch
    alias: str
    shards: int
    replicas: int
    timeout: float

    @property
    def coming(self) -> str:
        return f"{self.alias}-coming"

    @property
    def quick(self) -> Elasticsearch:
        """For whoever waits for a page: not long, and with another node at once where one does not answer."""
        return self.client.options(request_timeout=self.timeout, max_retries=1, retry_on_timeout=False)


@cache
def cluster() -> Cluster:
    """One for each process: it keeps its connections."""
    named: dict[str, Any] = settings.ELASTICSEARCH or {}
    secure: dict[str, Any] = {}
    if any(host.startswith("https:") for host in named["hosts"]):
        secure = {"verify_certs": named["verify"], "ssl_show_warn": False}
        if named["ca"]:
            secure["ca_certs"] = named["ca"]
    client = Elasticsearch(named["hosts"], api_key=named["api_key"], request_timeout=30, max_retries=0, **secure)
    return Cluster(client, named["index"], named["shards"], named["replicas"], named["timeout"])
