"""What must be looked at before others see it: figures so small that somebody could be known again."""

from django.utils.translation import gettext as _

from community.text.smallnumbers import FEWEST, small_number_warnings

from .models import Contribution, Experience


def small_numbers(contribution: Contribution) -> dict[str, list[str]]:
    """Warnings by field; empty where nothing was found. A warning is a question to a person, not a verdict."""
    found = {name: _messages(getattr(contribution, name)) for name in contribution.MARKDOWN}
    found["summary"] = _messages(contribution.summary)
    measures = contribution.measures.all() if isinstance(contribution, Experience) else ()
    few = [m.name for m in measures if m.n is not None and m.n < FEWEST]
    if few:
        found["measures"] = [_("Fewer than ten people stand behind: %(names)s") % {"names": ", ".join(few)}]
    return {name: warnings for name, warnings in found.items() if warnings}


def _messages(text: str) -> list[str]:
    return [warning.message for warning in small_number_warnings(text)]
