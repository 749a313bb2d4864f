"""A reader of the site in a role. Whatever they ask for leaves neither the database nor their cookies changed."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.test import Client

from .world import World

PASSING = re.compile(
    rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|"CSRF_TOKEN": "[^"]*"|value="[0-9a-f-]{36}"|[0-9a-f-]{36}'
)
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_0-9]+)')
HEADERS_PASSING = {"Content-Security-Policy", "Content-Length", "Expires", "Date"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cookies: str

    @property
    def raw(self) -> bytes:
        head = "\n".join(f"{name}: {value}" for name, value in self.headers)
        return f"{self.status}\n{head}\n{self.cookies}\n\n".encode() + self.body

    def without(self, *asked: str) -> tuple[Any, ...]:
        """The answer with all that differs for every request, and what was asked for, taken out."""
        body, head = PASSING.sub(b"", self.body), self.headers
        for word in sorted(asked, key=len, reverse=True):
            body = body.replace(word.encode(), b"?")
            head = tuple((name, value.replace(word, "?")) for name, value in head)
        return self.status, tuple(h for h in head if h[0] not in HEADERS_PASSING), body


class Reader:
    """`written` holds the tables that were written to in answer to a GET, with the address."""

    def __init__(self, world: World, role: str, **client: Any) -> None:
        self.client = Client(raise_request_exception=False, **client)
        self.written: set[tuple[str, str]] = set()
        if person := world.cast[role]:
            self.client.force_login(person)
        self.cookies = deepcopy(self.client.cookies)

    def asks(self, address: str, method: str = "get", data: Any = None, **headers: str) -> Answer:
        self.client.cookies = SimpleCookie(self.cookies.output(header="", sep=";"))
        with transaction.atomic(), connection.execute_wrapper(self._watching(method, address)):
            if data is None:
                response = self.client.generic(method.upper(), address, headers=headers)
            else:
                response = self.client.post(address, data, headers=headers)
            answer = _answer(response)
            transaction.set_rollback(True)
        return answer

    def _watching(self, method: str, address: str) -> Callable[..., Any]:
        def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if method == "get" and (writes := WRITES.match(sql)):
                self.written.add((address, writes[1]))
            return execute(sql, *rest)

        return watch


def _answer(response: Any) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(
        response.status_code, tuple(sorted(response.items())), body, response.cookies.output(header="", sep=";")
    )
