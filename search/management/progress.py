"""How far a long command has come, on one line of a terminal; elsewhere a line every so often."""

import time
from dataclasses import dataclass, field
from typing import Any

_EVERY = 10.0


@dataclass
class Progress:
    """Call it with how many are done."""

    what: str
    out: Any
    total: int
    _said_at: float = field(default_factory=time.monotonic)

    def __call__(self, done: int) -> None:
        said = f"{self.what}: {done} of {max(done, self.total)}"
        if self.out.isatty():
            share = round(20 * done / max(done, self.total, 1))
            self.out.write(f"\r[{'█' * share}{'·' * (20 - share)}] {said}", ending="\n" if done >= self.total else "")
        elif time.monotonic() - self._said_at >= _EVERY or done >= self.total:
            self._said_at = time.monotonic()
            self.out.write(said)
