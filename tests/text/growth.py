"""How the time grows with the text: a shape that makes it grow with its square shows, however fast the machine is."""

import gc
import time
from collections.abc import Callable

SIZE = 5_000


def grows_evenly(function: Callable[[str], object], shape: str) -> bool:
    """Whether four times a text, of a shape that repeats itself, takes about four times as long (the square: 16)."""
    once, four_times = (_least(function, (shape * size)[:size]) for size in (SIZE, 4 * SIZE))
    return four_times < 9 * once + 0.01


def _least(function: Callable[[str], object], text: str) -> float:
    """The least time of three: what else the machine does comes on top."""
    gc.disable()
    try:
        return min(_seconds(function, text) for _ in range(3))
    finally:
        gc.enable()


def _seconds(function: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    function(text)
    return time.process_time() - started
