"""Lists of topics: the same rows whoever asks and however they are found, and found in the order of an index."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.access.audience import MEMBERS, PUBLIC
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.models import Network
from forum.boards import keep_within
from forum.listed import KEPT
from forum.lists import LISTS, OWN, Choice, page_of, parts, pinned, topics
from forum.models import Board, TaggedTopic, ThemedTopic, Topic
from forum.move import merge, move, split
from forum.recount import recount_topics
from forum.remove import hide, unhide
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic
from tests.factories.networks import a_theme

pytestmark = pytest.mark.django_db
NARROWED: list[dict[str, str]] = [
    {}, {"theme": "sykefravaer"}, {"tag": "samtale"}, {"municipality": "grong"}, {"state": "open"},
    {"theme": "sykefravaer", "tag": "samtale"},
]  # fmt: skip


@pytest.fixture
def boards(network: Network) -> list[Board]:
    return [a_board("apen", PUBLIC), a_board("medlem", MEMBERS), a_networks_board(network)]


@pytest.fixture
def written(boards: list[Board], author: User) -> list[Topic]:
    """Each third of them in one audience, the newest last."""
    theme = a_theme("sykefravaer", "Sykefravær")
    return [a_topic(boards[n % 3], author, f"Emne {n}", themes=[theme], tags=["samtale"]) for n in range(9)]


@pytest.mark.parametrize("narrowed", NARROWED)
def test_pages_put_the_audiences_together_in_order(
    written: list[Topic], author: User, narrowed: dict[str, str]
) -> None:
    for viewer, seen in ((viewer_for(author), written), (ANONYMOUS, written[::3])):
        newest_first, key, found = [topic.pk for topic in reversed(seen)], "", []
        pages = []
        for _turn in range(20):
            page = page_of(viewer, Choice(**narrowed), key, size=2)
            pages.append(page)
            found += [topic.pk for topic in page.rows]
            if not (key := page.older):
                break
        assert found == newest_first
        for earlier, later in pairwise(pages):
            again = page_of(viewer, Choice(**narrowed), later.newer, size=2)
            assert [row.pk for row in again.rows] == [row.pk for row in earlier.rows]


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("narrowed", [*NARROWED, {"theme": "finnes-ikke"}, {"state": "solved"}])
def test_a_page_holds_what_the_list_holds(
    written: list[Topic], author: User, which: str, narrowed: dict[str, str]
) -> None:
    viewer, choice = viewer_for(author), Choice(which=which, **narrowed)
    assert {row.pk for row in page_of(viewer, choice).rows} == {row.pk for row in topics(viewer, choice)}
    on_two = page_of(viewer, choice, boards=[topic.board for topic in written[:2]]).rows
    assert {row.pk for row in on_two} == {row.pk for row in topics(viewer, choice) if row.board.slug != "innovasjon"}


IN_ORDER = [
    (which, narrowed, on) for which in LISTS if which not in OWN for narrowed in NARROWED for on in (False, True)
]
"""What somebody wrote themselves is as long as that, however large the forum."""


@pytest.mark.sqlite
@pytest.mark.parametrize(("which", "narrowed", "on_a_board"), [*IN_ORDER, ("mine", {}, False)])
def test_each_part_of_a_list_lies_in_an_index_in_its_order(
    boards: list[Board], author: User, which: str, narrowed: dict[str, str], on_a_board: bool
) -> None:
    on: Any = boards[:1] if on_a_board else ()
    for part in parts(viewer_for(author), Choice(which=which, **narrowed), on):
        plan = part.rows.order_by(*part.order).values(part.pk)[:21].explain()
        assert "USE TEMP B-TREE" not in plan and "SCAN" not in plan, plan


def lagging() -> list[Any]:
    """Rows of themes and tags that say of their topic what it does not say itself."""
    rows = [(row, row.topic) for row in ThemedTopic.objects.select_related("topic")]
    rows += [(row, row.content_object) for row in TaggedTopic.objects.select_related("content_object")]
    assert rows
    return [row for row, topic in rows if any(getattr(row, name) != getattr(topic, name) for name in KEPT)]


def test_lists_of_themes_and_tags_follow_each_change(
    boards: list[Board], written: list[Topic], colleague: User, editor: User
) -> None:
    opened, members, of_network = written[:3]
    post = a_post(opened, colleague)
    assert lagging() == []
    hide(post, "Sier hvem det gjelder.", by=editor)
    assert lagging() == []
    opening = hide(members.posts.get(number=1), "Sier hvem det gjelder.", by=editor)
    assert lagging() == []
    unhide(opening, by=editor)
    made = split(opened, [a_post(opened, colleague)], "For seg selv", by=editor)
    assert lagging() == [] and made.themes.exists()
    move(made, boards[1], by=editor)
    assert lagging() == []
    merge(opened, of_network, by=editor)
    assert lagging() == []
    Board.objects.filter(pk=boards[0].pk).update(audience=MEMBERS)
    keep_within(Board.objects.get(pk=boards[0].pk))
    assert lagging() == []


def test_recounting_puts_the_lists_right(written: list[Topic]) -> None:
    ThemedTopic.objects.update(live=False, audience=PUBLIC)
    assert lagging()
    recount_topics()
    assert lagging() == []


def test_a_row_that_lags_shows_nobody_what_is_closed_to_them(written: list[Topic]) -> None:
    """Who may see a topic is asked of itself."""
    ThemedTopic.objects.update(audience=PUBLIC)
    found = page_of(ANONYMOUS, Choice(theme="sykefravaer")).rows
    assert {topic.audience for topic in found} == {PUBLIC} and len(found) == 3


@pytest.mark.sqlite
def test_what_is_pinned_is_not_looked_for_among_all(boards: list[Board], author: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        pinned(viewer_for(author), boards[0])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert [step for step in plan if "forum_topic_pinned" in step], plan
