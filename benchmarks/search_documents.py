"""Documents for the search at any size: real Norwegian words, as often and as seldom as words are, in seven facets."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice

from django.db import transaction

from community.publishing.document import SearchDocument
from search import vocabulary
from search.columns import Counts, no_counts, read
from search.content import reading_much
from search.engines import embedded
from search.language import version
from search.models import SearchEntry, SearchFacet
from search.readings import word_list
from search.record import facets_of, said_by

TOPICS = """
    sykefravær nærvær heltid deltid heltidskultur turnus langvakter bemanning rekruttering kompetanse omdømme leder
    ansatte innbygger tjeneste hjemmetjeneste sykehjem barnehage skole oppfølging samtale prosjekt uttesting løsning
    samarbeid tillitsvalgt verneombud arbeidsmiljø opplæring vikar stilling helg vakt sykepleier kommunedirektør
    fraværsoppfølging oppstartsdag tjenestedesign brukermedvirkning mestring trivsel forankring
""".split()
AUDIENCES = ["public"] * 60 + ["members"] * 25 + [f"network:{number}" for number in range(1, 16)]
FACETS = {"again": ("yes", "partly", "no"), "theme": tuple(f"theme-{number}" for number in range(8))}


def documents(number: int, seed: int = 1) -> Iterator[SearchDocument]:
    """So many documents of about 150 words; the same ones for the same seed."""
    chance = random.Random(seed)
    forms, weights = _vocabulary(chance)
    for at in range(number):
        words = chance.choices(forms, cum_weights=weights, k=chance.randint(60, 240))
        for _ in range(chance.randint(1, 8)):
            words[chance.randrange(len(words))] = chance.choice(TOPICS)
        yield SearchDocument(
            kind=f"kind-{chance.randrange(6)}",
            id=str(at),
            title=" ".join(words[:6]).capitalize(),
            text=" ".join(words[6:]),
            url="/",
            audience=chance.choice(AUDIENCES),
            language=chance.choice(("nb", "nn")),
            municipality=chance.randint(1, 357),
            network=chance.randint(1, 15),
            themes=(chance.choice(FACETS["theme"]),),
            date=date(2013, 1, 1) + timedelta(days=chance.randrange(5_000)),
            facets={"again": (chance.choice(FACETS["again"]),)},
        )


def enter(number: int) -> None:
    """Have so many entries stand in the ledger, and in no index."""
    given = documents(number)
    while some := list(islice(given, 1_000)):
        SearchEntry.objects.bulk_create(_entry(document) for document in some)


def fill(number: int) -> None:
    """Index so many documents as `record` would, many at a time."""
    with transaction.atomic(), reading_much():
        vocabulary.recount(_indexed(documents(number)))


def _indexed(given: Iterator[SearchDocument]) -> Iterator[Counts]:
    counts = no_counts()
    while some := list(islice(given, 1_000)):
        entries = SearchEntry.objects.bulk_create(_entry(document) for document in some)
        SearchFacet.objects.bulk_create(
            SearchFacet(entry=entry, facet=name, value=value)
            for entry in entries
            for name, values in entry.facets.items()
            for value in values
        )
        kept = read(map(said_by, entries), embedded().kept_of, counts)
        embedded().write([(entry.pk, of_it) for entry, of_it in zip(entries, kept, strict=True)])
    yield counts


def _entry(document: SearchDocument) -> SearchEntry:
    return SearchEntry(
        kind=document.kind,
        object_id=document.id,
        audience=document.audience,
        language=document.language,
        title=document.title,
        text=document.text,
        url=document.url,
        date=document.date,
        facets=facets_of(document),
        analysis=version(),
    )


def _vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """12,000 word forms, the n-th most frequent about 1/n as frequent as the first."""
    forms = sorted({form for line in word_list() for form in line.rstrip("\n").split("\t")[2].split(" ")})
    chosen = chance.sample(forms, 12_000)
    return chosen, list(accumulate(1 / (rank + 10) for rank in range(len(chosen))))
