"""How far a long command has come, on one line of a terminal. Where nobody looks on, it says nothing."""

import time
from dataclasses import dataclass
from typing import Any, Self

_OFTEN_ENOUGH = 0.1
_WIDTH = 20


@dataclass
class Progress:
    """Call it, within `with`, with how many are done; `total` is how many are expected."""

    what: str
    out: Any
    total: int
    verbosity: int = 1
    _done: int = 0
    _said_at: float = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._said_at:
            self._say(ending="\n")

    def __call__(self, done: int) -> None:
        self._done = done
        if self.verbosity and self.out.isatty() and time.monotonic() - self._said_at >= _OFTEN_ENOUGH:
            self._say(ending="")

    def _say(self, ending: str) -> None:
        self._said_at = time.monotonic()
        total = max(self._done, self.total, 1)
        share = _WIDTH * self._done // total
        bar = "█" * share + "·" * (_WIDTH - share)
        self.out.write(f"\r[{bar}] {self.what}: {self._done} of {total}", ending=ending)
        self.out.flush()
