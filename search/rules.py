"""The rules in force: those that are shipped, the editors' own, what they show first, and the former names of
municipalities as the register has them."""

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, QuerySet, Value

from community.places.find import former_names
from community.places.models import MunicipalityName

from .models import BestBet, BetChoice, Synonym
from .synonyms import Rules, shipped

State = tuple[tuple[str, int, int], ...]
"""Of each table that rules come from: its name, how many rows there are, and the last of them."""


def in_force() -> Rules:
    """One small query, for a search to ask once and pass along. What has changed is read anew, and nothing else: a
    rule works in every process with the next search."""
    return _rules(_state())


def _state() -> State:
    return tuple(sorted(_of(MunicipalityName, "pk").union(_of(Synonym, "version"), _of(BestBet, "version"), all=True)))


def _of(model: Any, grows: str) -> QuerySet[Any, tuple[str, int, int]]:
    rows = model.objects.order_by().values(of=Value(model._meta.model_name))
    found: QuerySet[Any, tuple[str, int, int]] = rows.annotate(number=Count("pk"), last=Max(grows)).values_list(
        "of", "number", "last"
    )
    return found


@lru_cache(maxsize=2)
def _rules(state: State) -> Rules:
    names = tuple(of for of in state if of[0] == MunicipalityName._meta.model_name)
    rules = _with_names(names).with_lines(rule.line for rule in Synonym.objects.order_by("pk"))
    return replace(rules, bets=_bets())


def _bets() -> dict[str, tuple[tuple[str, str], ...]]:
    chosen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = BetChoice.objects.order_by("bet", "place").values_list("bet__key", "kind", "object_id")
    for key, kind, object_id in rows:
        chosen[key].append((kind, object_id))
    return {key: tuple(things) for key, things in chosen.items()}


@lru_cache(maxsize=2)
def _with_names(_state: State) -> Rules:
    return shipped().with_names(former_names())
