"""What the health page looks at besides the machinery itself. Rooms register here from `AppConfig.ready`."""

from collections.abc import Callable
from typing import Any

_checks: dict[str, Callable[[], dict[str, Any]]] = {}


def register(name: str, check: Callable[[], dict[str, Any]]) -> None:
    """A check asks the database only, and says at least whether all is well: `{"ok": True}`."""
    _checks[name] = check


def checks() -> dict[str, dict[str, Any]]:
    return {name: check() for name, check in _checks.items()}
