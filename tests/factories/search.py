from itertools import count
from typing import Any

from community.access.audience import PUBLIC
from community.publishing.document import SearchDocument
from search.models import SearchEntry
from search.record import record

_ids = count(900_000)


def a_document(title: str = "Mindre sykefravær", text: str = "", **fields: Any) -> SearchDocument:
    """A document of a kind that no room has."""
    given = {"kind": "experience", "id": str(next(_ids)), "url": "/", "audience": PUBLIC, "language": "nb", **fields}
    return SearchDocument(title=title, text=text, **given)


def an_entry(title: str = "Mindre sykefravær", text: str = "", **fields: Any) -> SearchEntry:
    return record(a_document(title, text, **fields))


MEANT = [
    ("sjukefråvær", "Høyt sykefravær om vinteren"),
    ("heiltid", "En heltidskultur for alle"),
    ("innbyggjarane", "Svar til en innbygger"),
    ("kick off", "Oppstartsdag i Grong"),
    ("oppstartsdag", "En kick off for alle"),
    ("rådmann", "Kommunedirektøren sa ja"),
    ("langvakter", "Ny turnus i helgene"),
    ("skulen", "En skole i endring"),
    ("leiar", "Når ledere har tid"),
    ("fraværsoppfølging", "Oppfølging av fravær"),
]
"""What is asked for, and a title in other words that is meant by it."""
