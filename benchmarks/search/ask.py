"""Index documents and ask queries, in a process of its own, on the engine that the environment names.

    DATABASE_URL=… python -m benchmarks.search.ask DOCUMENTS QUERIES RUN NAME

Everything goes the way of a reader's search: the same record, the same rules, the same guesses. The database must be
empty; `engines.py` sees to that.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from . import given

if TYPE_CHECKING:
    from community.publishing.document import SearchDocument

_AT_ONCE = 200


def main() -> None:
    documents, queries, run, name = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_places", verbosity=0)
    ids = _index(Path(documents))
    given.write_ranking(Path(run), _found(given.queries(Path(queries)), ids), name)


def _index(path: Path) -> dict[int, str]:
    """The document behind each entry."""
    from django.conf import settings
    from django.db import transaction

    from community.places.models import Municipality
    from search import vocabulary
    from search.record import record_all

    places = dict(Municipality.objects.values_list("name", "pk"))
    ids: dict[int, str] = {}
    documents = given.documents(path)
    while some := list(islice(documents, _AT_ONCE)):
        said = [_said(document, len(ids) + number, places) for number, document in enumerate(some)]
        with transaction.atomic():
            for document, entry in zip(some, record_all(said), strict=True):
                ids[entry.pk] = document.id
    vocabulary.recount(vocabulary.all_counts())
    if settings.ELASTICSEARCH:
        from search.anew import renew

        renew()
    return ids


def _said(document: given.Document, number: int, places: Mapping[str, int]) -> "SearchDocument":
    from community.publishing.document import SearchDocument

    return SearchDocument(
        kind="experience",
        id=str(number),
        title=document.title,
        text=document.text,
        url="/",
        audience="public",
        language=document.language,
        municipality=places.get(document.municipality),
        municipality_name=document.municipality,
        tags=document.tags,
        date=document.date,
    )


def _found(queries: list[given.Query], ids: dict[int, str]) -> Iterator[tuple[str, list[str]]]:
    from django.conf import settings

    from community.access.viewer import ANONYMOUS
    from search import engines
    from search.find import ranked

    if settings.ELASTICSEARCH:
        from search.engines.elastic.ask import ElasticEngine as Cluster  # not guarded: no other may answer for it
    else:
        Cluster = engines.embedded
    with patch.object(engines, "_guarded", Cluster):
        for query in queries:
            yield query.id, [ids[pk] for pk in ranked(query.text, ANONYMOUS, language=query.language or "nb")]


if __name__ == "__main__":
    main()
