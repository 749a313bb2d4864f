"""Texts of our own that stand in the three languages of the interface, as columns `<name>_nb`, `_nn` and `_en`."""

from django.utils.translation import get_language


def translated(obj: object, name: str, language: str | None = None) -> str:
    """The text in the reader's language; where it is empty, in bokmål."""
    language = (language or get_language() or "nb").split("-")[0]
    return getattr(obj, f"{name}_{language}", "") or getattr(obj, f"{name}_nb")
