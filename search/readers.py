"""Who reads what is to be indexed: this process, or another beside it where there is a processor for that too."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from typing import Any

from .language import reading_much

_MOST = 2
"""As many as keep pace with what is read from the database and written to it."""
_always = ExitStack()


class Here(Executor):
    """Does at once what it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


HERE = Here()


@contextmanager
def beside() -> Iterator[Executor]:
    """Another process or two, from the first thing that is given. They begin afresh and know texts alone: a copy of
    this one would have its connections to the database too."""
    spare = (os.cpu_count() or 1) - 1
    if not spare:
        yield HERE
        return
    with ProcessPoolExecutor(min(spare, _MOST), get_context("spawn"), initializer=_read_much) as readers:
        yield readers


def _read_much() -> None:
    _always.enter_context(reading_much())
