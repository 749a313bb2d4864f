"""Who reads what is to be indexed: this process, or others beside it where there are processors for them too."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

import django
from django.db import connection

from .content import reading_much

_MOST = 2
"""As many as keep pace with what is written."""
_WAITING = 2
"""What one of them may have before it."""
_always = ExitStack()
Answer = TypeVar("Answer")


class Readers(Executor, ABC):
    @abstractmethod
    def each(self, fn: Callable[[], Answer]) -> Iterator[Answer]:
        """Have it done by all of them."""


class Here(Readers):
    """Does at once what it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done

    def each(self, fn: Callable[[], Answer]) -> Iterator[Answer]:
        yield fn()


HERE = Here()


class Other:
    """Another process, from the first thing that is asked of it."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self.begun: Future[Any] | None = None
        self._given: list[Future[Any]] = []

    def takes(self, fn: Callable[..., Any], args: Any, kwargs: Any) -> Future[Any] | None:
        """Nothing where it has not begun yet, or has enough to do."""
        self.begun = self.begun or self.executor.submit(int)
        self._given = [one for one in self._given if not one.done()]
        if not self.begun.done() or len(self._given) == _WAITING:
            return None
        self._given.append(self.executor.submit(fn, *args, **kwargs))
        return self._given[-1]


class Shared(Readers):
    """Others do what they have the time for, and this process the rest: nobody waits."""

    def __init__(self, others: Sequence[Other]) -> None:
        self._others = others

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        taken = (other.takes(fn, args, kwargs) for other in self._others)
        return next(filter(None, taken), None) or HERE.submit(fn, *args, **kwargs)

    def each(self, fn: Callable[[], Answer]) -> Iterator[Answer]:
        yield fn()
        yield from [other.executor.submit(fn).result() for other in self._others if other.begun]


@contextmanager
def beside() -> Iterator[Readers]:
    """They have connections of their own, and so see nothing of a transaction that is not over."""
    number = min((os.cpu_count() or 1) - 1, _MOST)
    if not number or connection.in_atomic_block:
        yield HERE
        return
    with ExitStack() as until:
        database = connection.settings_dict["NAME"]
        spawn = get_context("spawn")  # a copy of this process would have its connections
        others = [ProcessPoolExecutor(1, spawn, initializer=_begin, initargs=(database,)) for _ in range(number)]
        yield Shared([Other(until.enter_context(other)) for other in others])


def _begin(database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database  # that of the tests has another name than the settings say
    _always.enter_context(reading_much())
