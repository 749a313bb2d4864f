"""The demo's comments, in threads under its experiences, each with the hour and the place name of its day."""

from collections.abc import Iterator
from typing import Any

from cases.models import Experience
from community.comments.hide import hide
from community.comments.models import Comment
from community.comments.write import write
from community.members.models import User
from community.networks.models import Network
from community.places.models import MunicipalityCode

from .experiences import EDITOR, by_key
from .files import identity, moment, read


def load_comments(network: Network, people: dict[str, User]) -> int:
    """Add those that are missing; how many."""
    rows = read("comments")
    wanted = {identity("comment", key) for place, row in enumerate(rows) for key in _keys(place, row)}
    if Comment.objects.filter(key__in=wanted).count() == len(wanted):
        return 0
    experiences = by_key()
    names = _names_of_the_day(network)
    before = Comment.objects.count()
    for place, row in enumerate(rows):
        question = None
        for key, said in zip(_keys(place, row), [row, *row["replies"]], strict=True):
            comment = _comment(key, said, experiences[row["experience"]], question, people, names)
            question = question or comment
    return Comment.objects.count() - before


def _keys(place: int, row: dict[str, Any]) -> Iterator[str]:
    """Of a comment and its replies."""
    yield f"{place}"
    yield from (f"{place}:{reply}" for reply, _said in enumerate(row["replies"]))


def _comment(
    key: str,
    said: dict[str, Any],
    experience: Experience,
    question: Comment | None,
    people: dict[str, User],
    names: dict[int, tuple[str, int]],
) -> Comment:
    when = moment(said["date"])
    author = people[said["author"]]
    comment = write(
        experience,
        said["text"],
        key=identity("comment", key),
        reply_to=question,
        language=said["language"],
        at=when,
        by=author,
    )
    name, last_year = names.get(author.municipality_id or 0, ("", 0))
    if when.year <= last_year:
        Comment.objects.filter(pk=comment.pk).update(municipality_name=name)
    if said["hidden_reason"] and not comment.is_hidden:
        hide(comment, said["hidden_reason"], by=people[EDITOR])
    return comment


def _names_of_the_day(network: Network) -> dict[int, tuple[str, int]]:
    """Of municipalities that are called something else today: their name in the network, and its last year."""
    found = {}
    for taking_part in network.participations.select_related("municipality"):
        name, municipality = taking_part.name_of_the_day, taking_part.municipality
        code = MunicipalityCode.objects.filter(municipality=municipality, name=name, valid_to__isnull=False).first()
        if code and municipality.was_named(name):
            found[municipality.pk] = (name, code.valid_to or 0)
    return found
