from functools import cache

from django.db import connection

from .postgres import PostgresEngine
from .protocol import Engine, Order, Request
from .sqlite import SqliteEngine

__all__ = ["Engine", "Order", "Request", "embedded"]


@cache
def embedded() -> Engine:
    """The engine inside the database, which every change is written to in its own transaction."""
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()
