"""The two verbs that change what is findable. Call them in the transaction of the change itself."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from community.networks.models import Network, Theme
from community.places.models import Municipality
from community.publishing.document import PASSAGE_BREAK, SearchDocument

from . import vocabulary
from .changes.note import note, told
from .columns import Counts, Kept, Said, no_counts, read
from .engines import embedded
from .language import version
from .models import LONGEST_VALUE, SearchEntry, SearchFacet
from .scope import entry_tokens

LONGEST_TEXT = 200_000
LABEL_BREAK = " · "
MOST_USED = 2**31 - 1
"""As much as the column holds."""


@dataclass(frozen=True)
class Names:
    """What the places, networks and themes of some documents are called: three queries, however many they are."""

    municipalities: dict[int, Municipality]
    networks: dict[int, Network]
    themes: dict[str, Theme]

    @classmethod
    def of(cls, documents: Iterable[SearchDocument]) -> "Names":
        documents = list(documents)
        return cls(
            Municipality.objects.in_bulk({said.municipality for said in documents if said.municipality}),
            Network.objects.in_bulk({said.network for said in documents if said.network}),
            Theme.objects.in_bulk({slug for said in documents for slug in said.themes}, field_name="slug"),
        )

    def labels(self, document: SearchDocument) -> list[str]:
        """What a thing is found by without saying it: its place then and now, network, themes, tags, and its year."""
        found = [document.municipality_name, *document.tags]
        if municipality := self.municipalities.get(document.municipality or 0):
            found += [municipality.name, municipality.official_name]
        if network := self.networks.get(document.network or 0):
            found += [network.name_nb, network.name_en]
        for slug in document.themes:
            if theme := self.themes.get(slug):
                found += [theme.name_nb, theme.name_en]
        if document.day:
            found.append(str(document.day.year))
        return list({label.lower(): label for label in found if label}.values())


Key = tuple[str, str]
Columns = dict[str, Any]


class Through(NamedTuple):
    """Some things that have been read: those that say something, and for each that is to be entered what the ledger
    shall say of it and what the index inside the database keeps of it."""

    keys: list[Key]
    columns: dict[Key, Columns]
    kept: dict[Key, Kept]


def record(document: SearchDocument) -> SearchEntry:
    """Make findable what a document says, in place of what it said before."""
    (entry,) = record_all([document])
    return entry


@transaction.atomic
def record_all(documents: Sequence[SearchDocument]) -> list[SearchEntry]:
    """The same for many, by as many statements as for one."""
    counts = no_counts()
    entries = enter(read_all(documents, counts))
    vocabulary.learn(counts)
    return entries


def read_all(documents: Sequence[SearchDocument], counts: Counts) -> Through:
    """What is to be entered of some documents, their words added to the counts. Changes nothing."""
    names = Names.of(documents)
    analysis = {"analysis": version(), "gone": False}
    columns = {(said.kind, said.id): {**expected(said, names), **analysis} for said in documents}
    kept = read(map(_said, columns.values()), embedded().kept_of, counts)
    return Through(list(columns), columns, dict(zip(columns, kept, strict=True)))


def differing(through: Through) -> Through:
    """Without what the ledger and the index say already: nothing of that is to be entered. Changes nothing."""
    names = list(next(iter(through.columns.values()), ()))
    standing: dict[int, Key] = {}
    for pk, kind, object_id, *said in _entries_of(through.columns).values_list("pk", "kind", "object_id", *names):
        if said == list(through.columns.get((kind, object_id), {}).values()):
            standing[pk] = (kind, object_id)
    unlike = _with_other_facets({pk: through.columns[key]["facets"] for pk, key in standing.items()})
    unlike |= {pk for pk, _kept in embedded().differing([(pk, through.kept[key]) for pk, key in standing.items()])}
    same = {key for pk, key in standing.items() if pk not in unlike}
    columns = {key: columns for key, columns in through.columns.items() if key not in same}
    return through._replace(columns=columns, kept={key: through.kept[key] for key in columns})


def enter(through: Through) -> list[SearchEntry]:
    """Make the ledger and the index say what has been read, in the transaction in which it holds."""
    standing = _standing_or_new(through.columns)
    _change((entry, through.columns[key]) for key, entry in standing.items())
    entries = [standing[key] for key in through.columns]
    _put_into_index([(entry, through.kept[key]) for key, entry in standing.items()])
    return entries


def _standing_or_new(wanted: Mapping[Key, Columns]) -> dict[Key, SearchEntry]:
    """The entries of some things, locked. Where two begin the same one, both go on with the one that came first."""
    found = _locked(wanted)
    if new := [key for key in wanted if key not in found]:
        rows = (SearchEntry(kind=kind, object_id=pk, version=now(), **wanted[kind, pk]) for kind, pk in new)
        SearchEntry.objects.bulk_create(rows, ignore_conflicts=True)
        found |= _locked(new)
        note((*key, None) for key in new)
    return found


def _locked(keys: Collection[Key]) -> dict[Key, SearchEntry]:
    rows = _entries_of(keys).select_for_update().order_by("pk")
    return {key: entry for entry in rows if (key := (entry.kind, entry.object_id)) in keys}


def _entries_of(keys: Collection[Key]) -> QuerySet[SearchEntry]:
    """Those of some things, and others that share a kind with one and an id with another."""
    kinds, ids = {kind for kind, _id in keys}, [object_id for _kind, object_id in keys]
    return SearchEntry.objects.filter(kind__in=kinds, object_id__in=ids)


def _change(entries: Iterable[tuple[SearchEntry, Columns]]) -> None:
    """Of those that say something else than they should, the columns that differ."""
    changed: list[SearchEntry] = []
    differing: set[str] = set()
    before: list[tuple[str, str, str | None]] = []
    for entry, columns in entries:
        if different := {name for name, value in columns.items() if getattr(entry, name) != value}:
            before.append((entry.kind, entry.object_id, told(entry)))
            _say(entry, columns)
            changed.append(entry)
            differing |= different
    if changed:
        note(before)
        SearchEntry.objects.bulk_update(changed, [*sorted(differing), "takes_away", "version", "changed_at"])


def _say(entry: SearchEntry, columns: Columns) -> None:
    before = _words(entry)
    was_seen_as = (entry.audience, entry.shown_otherwise_in)
    for name, value in columns.items():
        setattr(entry, name, value)
    taken = not before <= _words(entry) or was_seen_as != (entry.audience, entry.shown_otherwise_in)
    entry.takes_away = entry.takes_away or taken
    entry.version = max(entry.version + 1, now())
    entry.changed_at = timezone.now()


def _words(entry: SearchEntry) -> set[str]:
    return {*entry.title.split(), *entry.text.split(), *entry.labels.split()}


def now() -> int:
    """The version of what changes at this moment."""
    return time.time_ns() // 1000


def expected(document: SearchDocument, names: Names) -> dict[str, Any]:
    """The columns of the entry that a document makes."""
    return {
        "audience": document.audience,
        "language": document.language,
        "title": _clean(document.title),
        "text": _clean(_text(document)),
        "passages": [[passage.place, passage.by, passage.chosen] for passage in document.passages],
        "labels": _clean(LABEL_BREAK.join(names.labels(document))),
        "url": document.url,
        "author": document.author,
        "date": document.day,
        "facets": facets_of(document),
        "lift": sum(min(max(signal, 0.0), 1.0) for signal in document.signals.values()),
        "used": min(document.used, MOST_USED),
        "shown_otherwise_in": list(document.shown_otherwise_in),
    }


@transaction.atomic
def forget(kind: str, *object_ids: str) -> None:
    """Make things unfindable at once. Tombstones without their words stay."""
    for entry in SearchEntry.objects.filter(kind=kind, object_id__in=object_ids, gone=False):
        note([(kind, entry.object_id, told(entry))])
        embedded().remove(entry.pk)
        SearchFacet.objects.filter(entry=entry).delete()
        SearchEntry.objects.filter(pk=entry.pk).update(
            gone=True,
            title="",
            text="",
            passages=[],
            labels="",
            url="",
            author="",
            facets={},
            changed_at=timezone.now(),
            version=Greatest(F("version") + 1, now()),
            takes_away=True,
        )


def facets_of(document: SearchDocument) -> dict[str, list[str]]:
    """What a reader can narrow by, as names and values that are the same in every language."""
    found: dict[str, Iterable[str]] = {
        "kind": (document.kind,),
        "language": (document.language,),
        "audience": (document.audience,),
        "theme": document.themes,
        "tag": (tag.lower() for tag in document.tags),
        "municipality": (str(document.municipality),) if document.municipality else (),
        "network": (str(document.network),) if document.network else (),
        "year": (str(document.day.year),) if document.day else (),
        **document.facets,
    }
    cut = {name: sorted({_clean(value)[:LONGEST_VALUE] for value in values}) for name, values in found.items()}
    return {name: values for name, values in cut.items() if values}


def said_by(entry: SearchEntry) -> Said:
    """What of an entry goes into an index."""
    return _said(vars(entry))


def _said(columns: Mapping[str, Any]) -> Said:
    scope = entry_tokens(columns["audience"], columns["facets"], columns["shown_otherwise_in"])
    return Said(columns["audience"], columns["title"], columns["text"], columns["labels"], scope)


def _put_into_index(entries: Sequence[tuple[SearchEntry, Kept]]) -> None:
    """What stands there already is left as it is: to compare costs a tenth of writing it again."""
    facets = {entry.pk: entry.facets for entry, _kept in entries}
    if unlike := _with_other_facets(facets):
        SearchFacet.objects.filter(entry__in=unlike).delete()
        SearchFacet.objects.bulk_create(
            SearchFacet(entry_id=pk, facet=name, value=value)
            for pk in sorted(unlike)
            for name, value in _rows_of(facets[pk])
        )
    embedded().write(embedded().differing([(entry.pk, kept) for entry, kept in entries]))


def _with_other_facets(facets: Mapping[int, Mapping[str, Iterable[str]]]) -> set[int]:
    """Entries of which other rows stand than those of their facets."""
    wanted = {(pk, *facet) for pk, of_it in facets.items() for facet in _rows_of(of_it)}
    standing = SearchFacet.objects.filter(entry__in=list(facets)).values_list("entry", "facet", "value")
    return {pk for pk, *_facet in wanted.symmetric_difference(standing)}


def _rows_of(facets: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in facets.items() for value in values)


def _text(document: SearchDocument) -> str:
    if not document.passages:
        return document.text
    return PASSAGE_BREAK.join(passage.text.replace(PASSAGE_BREAK, " ") for passage in document.passages)


def _clean(text: str) -> str:
    return text[:LONGEST_TEXT].replace("\x00", " ")
