"""What must be looked at before others see it: figures so small that somebody could be known again."""

from django.utils.translation import gettext as _

from community.text.smallnumbers import FEWEST, small_number_warnings

from .models import Experience


def small_numbers(experience: Experience) -> dict[str, list[str]]:
    """Warnings by field; empty where nothing was found. A warning is a question to a person, not a verdict."""
    found = {name: _messages(getattr(experience, name)) for name in Experience.MARKDOWN}
    found["summary"] = _messages(experience.summary)
    few = [m.name for m in experience.measures.all() if m.n is not None and m.n < FEWEST]
    if few:
        found["measures"] = [_("Fewer than ten people stand behind: %(names)s") % {"names": ", ".join(few)}]
    return {name: warnings for name, warnings in found.items() if warnings}


def _messages(text: str) -> list[str]:
    return [warning.message for warning in small_number_warnings(text)]
