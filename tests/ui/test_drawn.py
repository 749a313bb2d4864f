from collections.abc import Callable
from typing import Any

import pytest
from django.utils.functional import lazy
from django.utils.translation import override

from community.ui import drawn as pieces
from community.ui import symbols
from community.ui.drawn import drawn

BOARD = "forum/_board_row.html"
ACTS = "forum/_acts.html"


def of(icon: str, name: str, unread: int = 0) -> dict[str, Any]:
    return {"colour": "mist", "icon": icon, "name": name, "slug": "turnus", "unread": unread}


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often a template was drawn."""
    drawings: list[str] = []
    draw = pieces.render_to_string
    monkeypatch.setattr(pieces, "render_to_string", lambda name, context: drawings.append(name) or draw(name, context))
    pieces._drawn.cache_clear()
    return lambda: len(drawings)


def test_a_piece_is_drawn_once_for_equal_values_and_in_each_language(times: Callable[[], int]) -> None:
    with override("nb"):
        assert drawn(BOARD, of, "list", "Turnus", 1) == drawn(BOARD, of, "list", "Turnus", 1)
        assert times() == 1
        assert drawn(BOARD, of, "list", "Turnus", 2) != drawn(BOARD, of, "list", "Turnus", 1)
    with override("en"):
        assert "unread discussions" in drawn(BOARD, of, "list", "Turnus", 1)
    assert times() == 3


def test_words_are_escaped() -> None:
    assert "<b>" not in drawn(BOARD, of, "list", "<b>{0}")


def test_its_icons_are_in_the_page_however_often_it_is_taken_from_memory() -> None:
    for _time in range(2):
        symbols.begin()
        symbols.use("i-search")
        drawn(BOARD, of, "person", "Rekruttering")
        assert "i-person" in symbols.sprite() and "i-search" in symbols.sprite()


def test_each_reader_gets_the_token_of_their_own_forms() -> None:
    def acts(may: str) -> dict[str, Any]:
        return {"pk": 7, "may": {may}, "in_sight": (), "under_more": (), "said": (), "has_more": True}

    for token in ("a" * 64, "b" * 64):
        piece = drawn(ACTS, acts, "bookmark", csrf_token=token)
        assert f'value="{token}"' in piece and pieces.SECRET not in piece


def test_what_does_not_show_is_not_made() -> None:
    def token() -> str:
        raise AssertionError("to make it sets a cookie")

    assert "Rekruttering" in drawn(BOARD, of, "list", "Rekruttering", csrf_token=lazy(token, str)())


def test_addresses_are_made_of_numbers_that_differ() -> None:
    def acts(may: str) -> dict[str, Any]:
        return {"may": {may}, "in_sight": (), "under_more": (), "said": (), "has_more": True}

    for number in (7, 123_456_789):
        piece = drawn(ACTS, acts, "edit", pk=number)
        assert f"/innlegg/{number}/" in piece and str(pieces.NUMBER) not in piece
