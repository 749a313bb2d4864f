"""The words that occur, counted for each audience apart: what a word found nowhere may mean, and how rare words are.

A new word is added in the change's own transaction; words that stand already are only read, so that two writers never
wait for each other over «kommune». Counts are refreshed by `recount`, and a word that has left is gone by then: whoever
guesses must ask the index whether the guess is found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet

from community.text.otherwise import otherwise

from .columns import Counts, Said, count, no_counts
from .content import reading_much
from .language import analyse
from .models import SearchEntry, SearchWord

_AT_ONCE = 400
_READ_AT_ONCE = 500
_WRITTEN_AT_ONCE = 10_000
_LONGEST = 64
_NEAR_SIZE = 2
_MOST_CANDIDATES = 20_000
_MOST_FORMS = 200
_SHORTEST_STEM = 3
_LONGEST_ENDING = 5
_TYPED = {"å": "a", "æ": "a", "ø": "o"}
_PLAIN = str.maketrans(_TYPED)


def learn(counts: Counts) -> None:
    """Add the words that the vocabularies of their audiences lack."""
    for (audience, canonical), words in counts.items():
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


def recount(given: Iterable[Counts]) -> None:
    """Put what is counted of all entries, some at a time, in place of what stands; what occurs no more is dropped.

    A word learnt while we counted is in no count of ours and stays as it is.
    """
    last = SearchWord.objects.aggregate(last=Max("pk"))["last"] or 0
    old = SearchWord.objects.filter(pk__lte=last)
    counts = no_counts()
    for some in given:
        for key, words in some.items():
            counts[key].update(words)
    old.exclude(audience__in={audience for audience, _canonical in counts}).delete()
    for key, words in counts.items():
        _replace(old, *key, {word: number for word, number in words.items() if len(word) <= _LONGEST})


def _replace(old: QuerySet[SearchWord], audience: str, canonical: bool, words: Mapping[str, int]) -> None:
    """The words of one audience and kind at a time, so that nobody who writes waits long: those that differ."""
    old = old.filter(audience=audience, canonical=canonical)
    with transaction.atomic(), connection.cursor() as cursor:
        standing = dict(old.values_list("word", "entries"))
        left = iter(standing.keys() - words.keys())
        while gone := list(islice(left, _AT_ONCE)):
            old.filter(word__in=gone).delete()
        new = sorted(word for word, number in words.items() if standing.get(word) != number)
        # Without a model each: there may be a million.
        rows = ((audience, canonical, word, word[0], len(word), words[word]) for word in new)
        while some := list(islice(rows, _WRITTEN_AT_ONCE)):
            cursor.executemany(
                "INSERT INTO search_searchword (audience, canonical, word, initial, size, entries)"
                " VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT (audience, canonical, word) DO UPDATE SET entries = excluded.entries",
                some,
            )


def all_counts() -> Iterator[Counts]:
    """The words of all entries."""
    said = SearchEntry.objects.filter(gone=False).values_list("audience", "title", "text", "labels")
    counts = no_counts()
    with reading_much():
        entries = (Said(*row, ()) for row in said.iterator(chunk_size=_READ_AT_ONCE))
        count(((entry.audience, entry.fields) for entry in entries), counts)
    yield counts


def completions(beginning: str, keys: Iterable[str], limit: int) -> list[str]:
    """Words that begin like this, the most frequent first."""
    words = (
        SearchWord.objects.filter(audience__in=keys, canonical=False, initial=beginning[:1], word__startswith=beginning)
        .order_by("-entries", "size", "word")
        .values_list("word", flat=True)
    )
    return list(dict.fromkeys(words[: limit * 4]))[:limit]


def forms_of(word: str, keys: Iterable[str], limit: int) -> list[str]:
    """How a word is written, in either written form: as it is itself, then as most have it."""
    begins = word[: max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]
    beginnings = (begins, *otherwise(begins))
    like = Q()
    for beginning in beginnings:
        like |= Q(word__startswith=beginning)
    rows = SearchWord.objects.filter(like, audience__in=keys, canonical=False, initial__in={b[0] for b in beginnings})
    written = dict.fromkeys(rows.order_by("-entries", "size", "word").values_list("word", flat=True)[:_MOST_FORMS])
    wholes = set(analyse(word).wholes)
    forms = (form for form in written if not wholes.isdisjoint(analyse(form).wholes))
    return sorted(forms, key=lambda form: form != word)[:limit]


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
