"""What an experience needs before it is sent in. A draft needs nothing but a title."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Experience

MESSAGES: dict[str, Promise] = {
    "title": _("Write a title. One is enough to save a draft."),
    "need": _("Write what the need was."),
    "action": _("Write what you did."),
    "happened": _("Write what happened. «No change» is an answer too."),
    "not_worked": _("Write what did not work. If all went well, write what was hardest."),
    "themes": _("Choose at least one theme."),
}


class IncompleteError(Exception):
    """Sent in with something missing: the message by field."""

    def __init__(self, missing: dict[str, Promise]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def missing(experience: Experience) -> dict[str, Promise]:
    """What has to be written yet, in the order of the form."""
    empty = {name for name in Experience.SHORT_FORM if not getattr(experience, name).strip()}
    if not experience.themes.all():
        empty.add("themes")
    return {name: message for name, message in MESSAGES.items() if name in empty}
