"""How fast everything is indexed again, beside Wagtail's own search over the same rows of the same database.

    python -m benchmarks.search_rebuild [--documents 100000] [--rounds 1] [--postgres URL] [--elasticsearch]

Experiences of about 150 words, each with a place, a theme and two tags. Each round fills an index that
was emptied, and writes it again in place; the two take turns. Wagtail's gets its rows by thousands, with their tags.
Ours has others read beside it where there are processors for them: that is in the clock and not in «our CPU». They take
seconds to begin, and words are read slowly the first time, so that few documents say little.
With `--elasticsearch` it is the index of a cluster that is started for it, ours from the ledger and Wagtail's by its
own backend for clusters.
Limit: in place, the median of the rounds ≥ 4 × Wagtail's documents a second. Exits with 1 where it is missed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.search.engines import database
from benchmarks.search_sqlite import set_up
from tools.elasticsearch import Lacking, running

if TYPE_CHECKING:
    from cases.models import Experience
    from community.members.models import User
    from community.publishing.document import SearchDocument

LIMIT = 4.0
_AT_ONCE = 1_000
_TAGS = 200
_TEXTS = ("need", "action", "happened", "not_worked")

Way = Callable[[], object]
Ways = dict[str, tuple[Way, Way]]
"""By its name what empties an index, and what fills it or writes it again."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--postgres", default="", help="an address of a server on which a database may be made")
    parser.add_argument("--elasticsearch", action="store_true", help="the index of a cluster")
    try:
        return _beside_each_other(parser.parse_args())
    except Lacking as lack:
        print(f"Missing: {lack}")
        return 1


def _beside_each_other(given: argparse.Namespace) -> int:
    os.environ.pop("ELASTICSEARCH_URL", None)  # an operator's own, whose index is theirs
    cluster = ""
    with ExitStack() as until:
        if given.elasticsearch:
            (node,) = until.enter_context(running())
            cluster = os.environ["ELASTICSEARCH_URL"] = node.url
        folder = until.enter_context(tempfile.TemporaryDirectory())
        url = until.enter_context(database(given.postgres)) if given.postgres else f"sqlite:///{folder}/rebuild.sqlite3"
        return _measured(url, cluster, given.documents, given.rounds)


def _measured(url: str, cluster: str, number: int, rounds: int) -> int:
    from django.db import connection

    set_up(url)
    _fill(number)
    try:
        found = _times({"ours": _on_a_cluster() if cluster else _ours(), "Wagtail's": _wagtails(cluster)}, rounds)
    finally:
        connection.close()
    return _report(number, found)


def _fill(number: int) -> None:
    """Published experiences, loaded in bulk: nothing is told of them."""
    from django.core.management import call_command

    from benchmarks.search_documents import FACETS, documents
    from cases.models import Experience
    from cases.models.experience import TaggedExperience
    from community.members.models import User
    from community.networks.models import Theme
    from community.publishing.models import Tag

    call_command("load_places", verbosity=0)
    author = User.objects.create_user("skribent@example.org", name="Skribent")
    themes = [Theme.objects.create(slug=slug, name_nb=slug) for slug in FACETS["theme"]]
    tags = [Tag.objects.create(name=f"emne {at}", slug=f"emne-{at}") for at in range(_TAGS)]
    said = documents(number)
    while some := list(islice(said, _AT_ONCE)):
        rows = Experience.objects.bulk_create(_experience(one, author) for one in some)
        Experience.themes.through.objects.bulk_create(
            Experience.themes.through(experience=row, theme=themes[row.pk % len(themes)]) for row in rows
        )
        TaggedExperience.objects.bulk_create(
            TaggedExperience(content_object=row, tag=tags[(row.pk * step) % _TAGS]) for row in rows for step in (1, 7)
        )


def _experience(said: "SearchDocument", author: "User") -> "Experience":
    from cases.models import Experience

    words = said.text.split()
    quarter = len(words) // len(_TEXTS) + 1
    texts = {name: " ".join(words[at * quarter : (at + 1) * quarter]) for at, name in enumerate(_TEXTS)}
    return Experience(
        author=author,
        author_name=author.name,
        title=said.title,
        audience="public" if said.audience == "public" else "members",
        language=said.language,
        municipality_name="Hamar",
        live=True,
        first_published_at=f"{said.date}T12:00:00Z",
        **texts,
    )


def _ours() -> tuple[Way, Way]:
    from search.engines import embedded
    from search.models import SearchChange, SearchEntry, SearchFacet, SearchWord
    from search.rebuild import rebuild

    def empty() -> None:
        for model in (SearchFacet, SearchEntry, SearchWord, SearchChange):
            model.objects.all().delete()
        for entry_id in embedded().adrift():
            embedded().remove(entry_id)

    return empty, rebuild


def _on_a_cluster() -> tuple[Way, Way]:
    from search.anew import renew
    from search.engines.elastic.client import cluster
    from search.rebuild import rebuild

    rebuild()
    asked = cluster()

    def empty() -> None:
        for index in asked.client.indices.get(index=f"{asked.alias}-*"):
            asked.client.indices.delete(index=index)

    return empty, renew


def _wagtails(cluster: str) -> tuple[Way, Way]:
    from wagtail.search import index

    from benchmarks.search_wagtail import backend, fill, told
    from cases.models import Experience

    fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("municipality_name"),
        *(index.SearchField(name) for name in ("summary", *Experience.MARKDOWN)),
        index.RelatedFields("tagged_items", [index.RelatedFields("tag", [index.SearchField("name")])]),
    ]
    model = told(Experience, fields, "tagged_items__tag")
    its = backend(cluster)
    return its.get_index_for_model(model).reset, lambda: fill(model, its)


def _times(ways: Ways, rounds: int) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Seconds by the clock and of this process, of each way and what it did."""
    times: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for name, (empty, fill) in ways.items():
            empty()
            for what in ("filled", "written again"):
                clock, own = time.perf_counter(), time.process_time()
                fill()
                spent = (time.perf_counter() - clock, time.process_time() - own)
                times.setdefault((name, what), []).append(spent)
    return times


def _report(number: int, times: dict[tuple[str, str], list[tuple[float, float]]]) -> int:
    print(f"\n{number} documents; documents a second, median of the rounds\n")
    print(f"{'':28}{'by the clock':>14}{'by our CPU':>12}{'of Wagtail’s':>14}{'limit':>8}")
    rates = {key: [number / median(column) for column in zip(*spent, strict=True)] for key, spent in times.items()}
    missed = False
    for (name, what), (clock, own) in rates.items():
        ratio = clock / rates["Wagtail's", what][0]
        held = name == "ours" and what == "written again"
        late = held and ratio < LIMIT
        missed = missed or late
        said = f"≥ {LIMIT:.0f}{' missed' if late else ''}" if held else ""
        print(f"{f'{name}, {what}':28}{clock:14.0f}{own:12.0f}{ratio:14.2f}{said:>8}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
