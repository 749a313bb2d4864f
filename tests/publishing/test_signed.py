"""A writer is shown to members by name; to everyone else by function, unless that tells of union membership."""

import pytest

from cases.models import Experience
from community.access.audience import MEMBERS, PUBLIC
from community.access.viewer import ANONYMOUS, Viewer
from community.comments.models import Comment

MEMBER = Viewer(1, frozenset({PUBLIC, MEMBERS}), frozenset({("member", 7)}))
WITHOUT_A_ROLE = Viewer(2)
NAME = "Navn Navnesen"


@pytest.mark.parametrize("model", [Experience, Comment])
@pytest.mark.parametrize(
    ("function", "to_everyone", "to_members"),
    [
        ("Rådgiver", "Rådgiver", f"{NAME}, rådgiver"),
        ("", "En ansatt", NAME),
        ("Hovedtillitsvalgt", "En ansatt", f"{NAME}, hovedtillitsvalgt"),
        ("Rådgiver i Sykepleierforbundet", "En ansatt", f"{NAME}, rådgiver i sykepleierforbundet"),
    ],
)
def test_who_wrote_it(
    model: type[Experience] | type[Comment], function: str, to_everyone: str, to_members: str
) -> None:
    written = model(author_name=NAME, author_function=function, municipality_name="Grong")
    assert written.byline_for(ANONYMOUS) == written.byline_for(WITHOUT_A_ROLE) == to_everyone
    assert written.byline_for(MEMBER) == to_members
    assert written.signature_for(ANONYMOUS) == f"{to_everyone}, Grong"


def test_a_place_that_the_name_says_is_not_said_twice() -> None:
    comment = Comment(author_name="Prosjektleder i Grong", author_function="Prosjektleder", municipality_name="Grong")
    assert comment.signature_for(MEMBER) == "Prosjektleder i Grong"
    assert comment.signature_for(ANONYMOUS) == "Prosjektleder, Grong"
