"""What editors chose to show first for a query, of what the reader may see."""

from dataclasses import dataclass

from django import template
from django.template.context import Context

from community.access.guards import viewer_of
from search.desk.bets import shown_first
from search.find import Results
from search.hits import Hit

register = template.Library()


@dataclass(frozen=True)
class First:
    """The hits, and the ids of their entries: the list below does not show them again."""

    hits: tuple[Hit, ...]

    def __bool__(self) -> bool:
        return bool(self.hits)

    @property
    def ids(self) -> set[int]:
        return {hit.entry.pk for hit in self.hits}


@register.simple_tag(takes_context=True)
def best_bets(context: Context, results: Results) -> First:
    return First(shown_first(results, viewer_of(context["request"])))
