"""All that a draft holds, field by field, as a person reads it: what an editor approves and what has changed in it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.access.audience import audience_name
from community.text.diff import Change, difference
from community.text.order import sort_key
from community.ui.components.pictures import plain_number

from .models import Experience, ExperiencePicture, Measure

FIELDS = (
    "title", "summary", "need", "goal", "action", "hypothesis", "trial_who", "trial_duration", "observation",
    "decision", "happened", "measures", "not_worked", "otherwise", "again", "conditions", "cost", "working_time",
    "time_to_effect", "pictures", "files", "themes", "tags", "language", "audience",
)  # fmt: skip
"""Everything in the form (a test holds them together), in the order that it is read in."""

ROWS: dict[str, Promise] = {"measures": _("Result in figures"), "pictures": _("Pictures"), "files": _("Files")}


@dataclass(frozen=True)
class Content:
    name: str
    text: str

    @property
    def label(self) -> str:
        return label(self.name)

    @property
    def is_markdown(self) -> bool:
        return self.name in Experience.MARKDOWN


def label(name: str) -> str:
    """The name of a field as a person reads it."""
    return str(ROWS[name]) if name in ROWS else str(Experience.column(name).verbose_name).capitalize()


def contents(draft: Experience) -> list[Content]:
    """Each field with what stands in it, the empty ones too. A fixed number of queries, however much that is."""
    for rows, of in (draft.pictures, "upload"), (draft.files, "upload"), (draft.tagged_items, "tag"):
        prefetch_related_objects(list(rows.all()), of)
    return [Content(name, _text(draft, name)) for name in FIELDS]


def changes(before: Experience, after: Experience) -> list[tuple[str, list[Change]]]:
    """What differs between two drafts: the name of each field with its difference, in the order of reading."""
    pairs = zip(contents(before), contents(after), strict=True)
    return [(new.label, difference(old.text, new.text)) for old, new in pairs if old != new]


def same(one: Experience, other: Experience) -> bool:
    """Whether two drafts hold the same: the same in every field, and the same pictures and files."""
    return contents(one) == contents(other) and _uploads(one) == _uploads(other)


def _text(draft: Experience, name: str) -> str:
    if name in _SAID:
        return _SAID[name](draft)
    chosen = getattr(draft, f"get_{name}_display", None)
    return str(chosen() if chosen else getattr(draft, name))


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


def _uploads(draft: Experience) -> list[int]:
    return [part.upload_id for part in (*draft.pictures.all(), *draft.files.all())]


_SAID: dict[str, Callable[[Experience], str]] = {
    "measures": lambda draft: "\n".join(_measure(row) for row in draft.measures.all()),
    "pictures": lambda draft: "\n".join(_picture(row) for row in draft.pictures.all()),
    "files": lambda draft: "\n".join(f"{row.title} – {row.upload.name}" for row in draft.files.all()),
    "themes": lambda draft: ", ".join(sorted((theme.name for theme in draft.themes.all()), key=sort_key)),
    "tags": lambda draft: ", ".join(sorted((row.tag.name for row in draft.tagged_items.all()), key=sort_key)),
    "audience": lambda draft: audience_name(draft.audience, draft.network),
}
