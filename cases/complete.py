"""What a contribution needs before it is sent in. A draft needs nothing but a title."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Contribution, Licence, Resource
from .versions import has_other_files

MESSAGES: dict[str, Promise] = {
    "title": _("Write a title. One is enough to save a draft."),
    "need": _("Write what the need was."),
    "action": _("Write what you did."),
    "happened": _("Write what happened. «No change» is an answer too."),
    "not_worked": _("Write what did not work. If all went well, write what was hardest."),
    "summary": _("Write in one sentence what it is for."),
    "kind": _("Choose what kind of resource it is."),
    "licence": _("Choose a licence. Without one nobody knows whether they may use it."),
    "licence_words": _("Write what others may do with it."),
    "new_file": _("Add a file, or give a link."),
    "files": _("Add an accessible version of each file, or write how accessible it is."),
    "change_note": _("Write what is new in this version, for those who use the one before."),
    "themes": _("Choose at least one theme."),
}
"""By field, in the order of the forms."""


class IncompleteError(Exception):
    """Sent in with something missing: the message by field."""

    def __init__(self, missing: dict[str, Promise]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def always_needed(of: type[Contribution]) -> tuple[str, ...]:
    """What each one of a kind needs. Of a resource more is needed, by what it is: a file or a link, words on them …"""
    return (*of.SHORT_FORM, "themes")


def missing(contribution: Contribution) -> dict[str, Promise]:
    """What has to be written yet, in the order of the form."""
    empty = {name for name in contribution.SHORT_FORM if not getattr(contribution, name).strip()}
    if not contribution.themes.all():
        empty.add("themes")
    if isinstance(contribution, Resource):
        empty |= _missing_in_resource(contribution)
    return {name: message for name, message in MESSAGES.items() if name in empty}


def _missing_in_resource(resource: Resource) -> set[str]:
    files = resource.files.all()
    found = {
        "licence_words": resource.licence == Licence.STATED and not resource.licence_words.strip(),
        "new_file": not files and not resource.link,
        "files": not all(row.accessible_id or row.statement.strip() for row in files),
        "change_note": not resource.change_note.strip() and has_other_files(resource),
    }
    return {name for name, lacks in found.items() if lacks}
