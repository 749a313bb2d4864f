from functools import cache

from django.conf import settings
from django.db import connection

from .postgres import PostgresEngine
from .protocol import Answer, Embedded, Engine, Order, Request
from .sqlite import SqliteEngine

__all__ = ["Answer", "Embedded", "Engine", "Order", "Request", "current", "embedded"]


def current() -> Engine:
    """The engine that readers ask: the cluster, where there is one, and whenever that is not well the embedded one."""
    return _guarded() if settings.ELASTICSEARCH else embedded()


@cache
def embedded() -> Embedded:
    """The engine inside the database, which every change is written to in its own transaction."""
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()


@cache
def _guarded() -> Engine:
    from .elastic.ask import ElasticEngine  # a site without a cluster need not know its client
    from .guarded import Guarded

    return Guarded(ElasticEngine(), embedded())
