"""The words that occur, counted for each audience apart: what a word found nowhere may mean, and how rare words are.

A new word is added in the change's own transaction; words that stand already are only read, so that two writers never
wait for each other over «kommune». Counts are refreshed by `recount`, and a word that has left is gone by then: whoever
guesses must ask the index whether the guess is found.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from .fields import Fields
from .language import analyse, reading_much
from .models import SearchEntry, SearchWord

_AT_ONCE = 400
_WRITTEN_AT_ONCE = 10_000
_LONGEST = 64
_NEAR_SIZE = 2
_MOST_CANDIDATES = 20_000
_TYPED = {"å": "a", "æ": "a", "ø": "o"}
_PLAIN = str.maketrans(_TYPED)
ALL = "*"
"""Stands among the words of an audience for how many entries it has at all."""


Counts = dict[tuple[str, bool], Counter[str]]
"""How many entries have each word, by audience and by whether it is canonical."""


def learn(entries: Iterable[tuple[str, Fields]]) -> None:
    """Add the words of entries that the vocabularies of their audiences lack."""
    for (audience, canonical), words in _counted(entries).items():
        wanted = sorted(word for word in words if len(word) <= _LONGEST)
        for at in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[at : at + _AT_ONCE]
            known = set(
                SearchWord.objects.filter(audience=audience, canonical=canonical, word__in=chunk).values_list(
                    "word", flat=True
                )
            )
            SearchWord.objects.bulk_create(
                [_word(audience, canonical, word) for word in chunk if word not in known], ignore_conflicts=True
            )


def recount(entries: Iterable[tuple[str, Fields]]) -> None:
    """Count every word afresh from all entries, given as (audience, fields); what occurs no more is dropped.

    A word learnt while we counted is in no count of ours and stays as it is.
    """
    last = SearchWord.objects.aggregate(last=Max("pk"))["last"] or 0
    old = SearchWord.objects.filter(pk__lte=last)
    counts = _counted(entries)
    old.exclude(audience__in={audience for audience, _canonical in counts}).delete()
    for (audience, canonical), words in counts.items():
        kept = (word for word in sorted(words) if len(word) <= _LONGEST)
        rows = ((audience, canonical, word, word[0], len(word), words[word]) for word in kept)
        _replace(old.filter(audience=audience, canonical=canonical), rows)


def _counted(entries: Iterable[tuple[str, Fields]]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for audience, fields in entries:
        counts[audience, True][ALL] += 1
        for canonical, words in zip((True, False), fields.vocabulary(), strict=True):
            counts[audience, canonical].update(words)
    return counts


def _replace(old: QuerySet[SearchWord], rows: Iterator[tuple[str, bool, str, str, int, int]]) -> None:
    """The words of one audience and kind at a time, so that nobody who writes waits long."""
    with transaction.atomic(), connection.cursor() as cursor:
        old.delete()
        while some := list(islice(rows, _WRITTEN_AT_ONCE)):  # without a model each: there may be a million
            cursor.executemany(
                "INSERT INTO search_searchword (audience, canonical, word, initial, size, entries)"
                " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                some,
            )


def all_fields() -> Iterator[tuple[str, Fields]]:
    with reading_much():
        for entry in SearchEntry.objects.filter(gone=False).iterator(chunk_size=500):
            yield entry.audience, Fields.of(entry.title, entry.text, entry.labels, ())


def completions(beginning: str, keys: Iterable[str], limit: int) -> list[str]:
    """Words that begin like this, the most frequent first."""
    words = (
        SearchWord.objects.filter(audience__in=keys, canonical=False, initial=beginning[:1], word__startswith=beginning)
        .order_by("-entries", "size", "word")
        .values_list("word", flat=True)
    )
    return list(dict.fromkeys(words[: limit * 4]))[:limit]


def near(word: str, keys: Iterable[str], limit: int) -> list[str]:
    """Words one slip of the finger away, or two where the word is long; the nearest and most frequent first.

    Dictionary forms count beside the forms that occur: whoever slips in «rådmann» may find «rådmannen».
    """
    most = 1 if len(word) < 8 else 2
    if len(word) < 4:
        return []
    spelt = plain(word)
    initials = {*word[:2], *(letter for letter, typed in _TYPED.items() if typed in word[:2])}
    candidates = (
        SearchWord.objects.filter(
            audience__in=keys,
            canonical__in=(True, False),
            initial__in=sorted(initials),  # a first letter too many, or swapped with the second
            size__range=(len(spelt) - most, len(word) + most),
        )
        .values_list("word", "entries", "canonical")
        .distinct()[:_MOST_CANDIDATES]
    )
    letters = Counter(spelt)
    found: dict[str, tuple[int, int]] = {}
    for candidate, entries, canonical in candidates:
        written = plain(candidate)
        if sum((letters - Counter(written)).values()) <= most:
            steps = distance(spelt, written, most)
            if steps <= most and (not canonical or analyse(candidate).known):
                found[candidate] = min(found.get(candidate, (steps, 0)), (steps, -entries))
    return sorted(found, key=lambda candidate: (found[candidate], candidate))[:limit]


def plain(word: str) -> str:
    """As it is typed by who has no æ, ø and å: «svommeopplaering» and «svømmeopplæring» are the same."""
    for spelt in ("aa", "ae"):
        word = word.replace(spelt, "a")
    return word.replace("oe", "o").translate(_PLAIN)


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with their neighbour; more than `most` is not counted out."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            steps = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, before[j - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _word(audience: str, canonical: bool, word: str) -> SearchWord:
    return SearchWord(audience=audience, canonical=canonical, word=word, initial=word[0], size=len(word))
