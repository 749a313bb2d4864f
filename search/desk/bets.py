"""The editors' choices: what is shown first for a query, and the verbs that change it."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.log_actions import log

from community.access.viewer import Viewer
from community.members.models import User
from community.publishing.models import BasePage
from search.content import content_words
from search.find import Results
from search.hits import Hit, load
from search.language import Word
from search.models import BestBet, BetChoice, SearchEntry
from search.query import Query
from search.synonyms import Rules, keys_of

MOST = 3
MOST_WORDS = 6
MOST_KEYS = 64
"""Ways to read a query that are looked for."""
NOTHING_ASKED = Query("", ())
_NUMBERED = re.compile(r"(.*/[0-9]{1,12})(?:-[^/]*)?/?")

Thing = tuple[str, str]
"""Kind and id."""


def key_of(text: str) -> str:
    """What makes two queries one: the same words, in whatever form; empty where it says too little or too much."""
    words = tuple(content_words(text, asked=True))
    return " ".join(word.main for word in words)[:200] if len(words) <= MOST_WORDS else ""


def save(bet: BestBet, things: Sequence[Thing], *, by: User) -> BestBet:
    """Show these first for the bet's query, in this order."""
    with transaction.atomic():
        is_new = bet.pk is None
        bet.key = key_of(bet.query)
        bet.save()
        bet.choices.all().delete()
        BetChoice.objects.bulk_create(
            BetChoice(bet=bet, place=place, kind=kind, object_id=pk) for place, (kind, pk) in enumerate(things)
        )
        log(bet, "wagtail.create" if is_new else "wagtail.edit", user=by)
    return bet


@transaction.atomic
def remove(bet: BestBet, *, by: User) -> None:
    log(bet, "wagtail.delete", user=by, deleted=True)
    bet.delete()


def shown_first(results: Results, viewer: Viewer) -> tuple[Hit, ...]:
    """The editors' choices for a query that the viewer may see. Without any for the query, nothing is asked."""
    if results.page > 1 or results.by_key or results.chosen or results.query.takes_away:
        return ()
    things = _chosen(results.query, results.rules)
    return seen(things, viewer, results.query, get_language()) if things else ()


def _chosen(query: Query, rules: Rules) -> tuple[Thing, ...]:
    words: tuple[Word, ...] = tuple(word for clause in query.clauses for word in clause.words)
    if not rules.bets or not words or len(words) > MOST_WORDS:
        return ()
    for _number, key in zip(range(MOST_KEYS), keys_of(words), strict=False):
        if things := rules.bets.get(" ".join(key)):
            return things
    return ()


def seen(
    things: Sequence[Thing], viewer: Viewer, query: Query = NOTHING_ASKED, language: str | None = None
) -> tuple[Hit, ...]:
    """Of these things what the viewer may see, in their order; pages in a language, where they have been translated."""
    things = [(kind, _translated(pk, viewer, language) if kind == "page" and language else pk) for kind, pk in things]
    named = Q(pk__in=())
    for kind, pk in things:
        named |= Q(kind=kind, object_id=pk)
    entries = SearchEntry.objects.filter(named, gone=False, audience__in=viewer.keys)
    ids = {(kind, object_id): pk for pk, kind, object_id in entries.values_list("pk", "kind", "object_id")}
    return load([ids[thing] for thing in dict.fromkeys(things) if thing in ids], viewer, query)


def seen_of_each(bets: Iterable[BestBet], viewer: Viewer) -> list[tuple[BestBet, list[Hit]]]:
    """Each with those of its choices that the viewer may see: as many queries for many as for one."""
    rows = [(bet, [(choice.kind, choice.object_id) for choice in bet.choices.all()]) for bet in bets]
    hits = seen([thing for _bet, things in rows for thing in things], viewer)
    known = {(hit.entry.kind, hit.entry.object_id): hit for hit in hits}
    return [(bet, [known[thing] for thing in things if thing in known]) for bet, things in rows]


def at_address(address: str, viewer: Viewer) -> Thing | None:
    """What stands at an address of the site, under whatever language, where the viewer may see it. Of one with a number
    and a title the number is enough, as the site itself has it: the title may have been another."""
    path = urlsplit(address.strip()).path
    prefixes = [f"/{code}" for code, _name in settings.LANGUAGES]
    rest = next((path.removeprefix(prefix) for prefix in prefixes if path.startswith(f"{prefix}/")), path)
    named = Q(url__in=[prefix + rest for prefix in prefixes])
    if numbered := _NUMBERED.fullmatch(rest):
        for prefix in prefixes:
            named |= Q(url__startswith=f"{prefix}{numbered[1]}-")
    found = SearchEntry.objects.filter(named, gone=False)
    for kind, pk in found.filter(audience__in=viewer.keys).order_by("pk").values_list("kind", "object_id"):
        if seen([(kind, pk)], viewer):
            return kind, pk
    return None


def _translated(pk: str, viewer: Viewer, language: str) -> str:
    """The page that readers of a language are shown in the place of one."""
    key = BasePage.objects.filter(pk=pk).values("translation_key")
    other = BasePage.objects.visible_to(viewer).filter(translation_key__in=key, locale__language_code=language[:2])
    found = other.values_list("pk", flat=True).first()
    return str(found) if found else pk
