"""All that a draft holds, field by field, as a person reads it: what an editor approves and what has changed in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.access.audience import audience_name, seen_by_all_of
from community.text.diff import Change, difference
from community.text.order import sort_key
from community.ui.components.pictures import plain_number

from .models import Contribution, Experience, ExperiencePicture, Measure, Resource, ResourceFile

FIELDS: dict[type[Contribution], tuple[str, ...]] = {
    Experience: (
        "title", "summary", "need", "goal", "action", "hypothesis", "trial_who", "trial_duration", "observation",
        "decision", "happened", "measures", "not_worked", "otherwise", "again", "conditions", "cost", "working_time",
        "time_to_effect", "resources", "pictures", "files", "themes", "tags", "language", "audience",
    ),
    Resource: (
        "title", "summary", "kind", "change_note", "about", "prerequisites", "files", "link", "licence",
        "licence_words", "owner", "year", "time", "group_size", "step", "checked_on", "status", "themes", "tags",
        "language", "audience",
    ),
}  # fmt: skip
"""Everything in the forms (a test holds them together), in the order that it is read in."""

ROWS: dict[str, Promise] = {"measures": _("Result in figures"), "pictures": _("Pictures"), "files": _("Files")}


@dataclass(frozen=True)
class Content:
    of: type[Contribution]
    name: str
    text: str

    @property
    def label(self) -> str:
        return label(self.of, self.name)

    @property
    def is_markdown(self) -> bool:
        return self.name in self.of.MARKDOWN


def label(of: type[Contribution], name: str) -> str:
    """The name of a field as a person reads it."""
    return str(ROWS[name]) if name in ROWS else str(of.column(name).verbose_name).capitalize()


def contents(draft: Contribution) -> list[Content]:
    """Each field with what stands in it, the empty ones too. A fixed number of queries, however much that is."""
    for rows, of in _ROWS_OF[type(draft)].items():
        prefetch_related_objects(list(getattr(draft, rows).all()), *of)
    return [Content(type(draft), name, _text(draft, name)) for name in FIELDS[type(draft)]]


def changes(before: Contribution, after: Contribution) -> list[tuple[str, list[Change]]]:
    """What differs between two drafts: the name of each field with its difference, in the order of reading."""
    pairs = zip(contents(before), contents(after), strict=True)
    return [(new.label, difference(old.text, new.text)) for old, new in pairs if old != new]


def same(one: Contribution, other: Contribution) -> bool:
    """Whether two drafts hold the same: the same in every field, and the same pictures and files."""
    return contents(one) == contents(other) and _uploads(one) == _uploads(other)


def _text(draft: Contribution, name: str) -> str:
    if name in _SAID:
        return _SAID[name](draft)
    chosen = getattr(draft, f"get_{name}_display", None)
    value = chosen() if chosen else getattr(draft, name)
    return "" if value is None else str(value)


def _measure(row: Measure) -> str:
    figures = " → ".join(plain_number(value) or "–" for value in (row.before, row.after))
    said = [f"{figures} {row.unit}".rstrip(), f"n={row.n}" if row.n is not None else "", row.period]
    if row.source:
        said.append(f"{row._meta.get_field('source').verbose_name}: {row.source}")
    if row.no_effect:
        said.append(str(row._meta.get_field("no_effect").verbose_name))
    return f"{row.name}: " + ", ".join(part for part in said if part)


def _picture(row: ExperiencePicture) -> str:
    return " – ".join(part for part in (row.alt_text, row.caption, row.upload.name) if part)


def _uploads(draft: Contribution) -> list[int]:
    return [upload.pk for upload in draft.uploads]


def _resources(draft: Experience) -> list[str]:
    """Of what it says that it used, what everyone who reads it may know of."""
    chosen = draft.resources.all()
    return [one.title for one in chosen if one.live and seen_by_all_of(draft.audience, one.audience)]


def _file(row: Any) -> str:
    said = [row.title, row.upload.name]
    if isinstance(row, ResourceFile):
        said += [row.accessible.name if row.accessible else "", row.statement]
    return " – ".join(part for part in said if part)


_ROWS_OF: dict[type[Contribution], dict[str, tuple[str, ...]]] = {
    Experience: {"pictures": ("upload",), "files": ("upload",), "tagged_items": ("tag",)},
    Resource: {"files": ("upload", "accessible"), "tagged_items": ("tag",)},
}
"""The rows that hang on each kind, with what each is a row of."""


_SAID: dict[str, Callable[[Any], str]] = {
    "measures": lambda draft: "\n".join(_measure(row) for row in draft.measures.all()),
    "pictures": lambda draft: "\n".join(_picture(row) for row in draft.pictures.all()),
    "files": lambda draft: "\n".join(_file(row) for row in draft.files.all()),
    "resources": lambda draft: ", ".join(sorted(_resources(draft), key=sort_key)),
    "checked_on": lambda draft: date_format(draft.checked_on, "DATE_FORMAT") if draft.checked_on else "",
    "themes": lambda draft: ", ".join(sorted((theme.name for theme in draft.themes.all()), key=sort_key)),
    "tags": lambda draft: ", ".join(sorted((row.tag.name for row in draft.tagged_items.all()), key=sort_key)),
    "audience": lambda draft: audience_name(draft.audience, draft.network),
}
