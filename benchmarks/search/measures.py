"""How good a ranking is: nDCG@10 as trec_eval has it, and recall among the first ten, of at most ten."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2
from statistics import fmean

FIRST = 10
ANSWERS = 2
"""The grade from which a document is an answer and no mere mention: recall counts these."""


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(document, 0) for document in found]) / best if best else 0.0


def recall(found: Sequence[str], wanted: Collection[str]) -> float:
    """Of ten places at most so many can be right."""
    return len(set(found[:FIRST]).intersection(wanted)) / min(FIRST, len(wanted))


def answers(grades: Mapping[str, int]) -> set[str]:
    return {document for document, grade in grades.items() if grade >= ANSWERS}


def mean(values: Iterable[float]) -> float:
    """Of nothing it is no figure."""
    return fmean(given) if (given := list(values)) else float("nan")


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 2) for rank, grade in enumerate(grades[:FIRST]))
