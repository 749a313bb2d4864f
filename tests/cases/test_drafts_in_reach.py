"""Who may see a draft stands in SQL for lists and in the policy for buttons: the two agree, in every state and role."""

from collections.abc import Callable

import pytest

from cases.models import Experience
from cases.policy import Action, actions
from cases.retire import archive, unpublish
from cases.review import send_back
from cases.submit import submit, withdraw
from cases.write import as_written, save_draft
from community.access.audience import MEMBERS, PUBLIC, network_key, room_key
from community.access.viewer import ANONYMOUS, Viewer, viewer_for
from community.members.models import User
from community.networks.models import Network, Room, RoomMember
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme

READERS = "author project_leader colleague outsider leader editor administrator".split()


def sent(thing: Experience, author: User, _editor: User) -> Experience:
    return submit(changed(thing, author, _editor), by=author)


def changed(thing: Experience, author: User, _editor: User) -> Experience:
    text = as_written(thing)
    text.need = "Skrevet siden"
    text.themes.set([a_theme()])
    save_draft(text, expected_version=text.version, by=author)
    return Experience.objects.get(pk=thing.pk)


STATES: dict[str, tuple[Callable[..., Experience], Callable[..., object]]] = {
    "draft": (a_draft, lambda thing, author, editor: thing),
    "sent": (a_draft, sent),
    "taken back": (a_draft, lambda *those: withdraw(sent(*those), by=those[1])),
    "sent back": (a_draft, lambda *those: send_back(sent(*those), {"": "Litt til"}, by=those[2])),
    "published": (an_experience, lambda thing, author, editor: thing),
    "changed": (an_experience, changed),
    "changed and sent": (an_experience, sent),
    "change taken back": (an_experience, lambda *those: withdraw(sent(*those), by=those[1])),
    "unpublished": (an_experience, lambda thing, author, editor: unpublish(thing, by=author)),
    "archived": (an_experience, lambda thing, author, editor: archive(thing, by=author)),
}


@pytest.fixture
def readers(request: pytest.FixtureRequest, author: User, network: Network) -> dict[str, Viewer]:
    found = {name: viewer_for(request.getfixturevalue(name)) for name in READERS}
    return {**found, "visitor": ANONYMOUS, "former author": Viewer(author.pk, municipality_id=author.municipality_id)}


@pytest.fixture
def audiences(author: User, network: Network) -> list[str]:
    room = Room.objects.create(network=network, name="Rådgiverrom")
    RoomMember.objects.create(room=room, user=author)
    return [PUBLIC, MEMBERS, network_key(network.pk), room_key(room.pk)]


@pytest.mark.parametrize("state", STATES)
def test_the_rows_that_are_read_are_those_that_may_be_seen(
    state: str, audiences: list[str], readers: dict[str, Viewer], author: User, editor: User, network: Network
) -> None:
    made, then = STATES[state]
    for audience in audiences:
        then(made(author, network, audience=audience), author, editor)
    different = [
        (name, thing.audience)
        for name, viewer in readers.items()
        for thing in Experience.objects.select_related("network")
        if (Action.VIEW in actions(viewer, thing)) != in_reach(viewer, thing)
    ]
    assert different == []


def in_reach(viewer: Viewer, thing: Experience) -> bool:
    rows = Experience.objects.filter(pk=thing.pk)
    return (rows.editable_by(viewer) | rows.visible_to(viewer) | rows.awaiting_review_by(viewer)).exists()


def test_whoever_may_change_it_may_read_its_draft(
    readers: dict[str, Viewer], author: User, editor: User, network: Network
) -> None:
    for made, then in STATES.values():
        then(made(author, network), author, editor)
    needs_the_draft = {Action.EDIT, Action.SUBMIT, Action.WITHDRAW, Action.DELETE, Action.DECIDE, Action.PROPOSE}
    for name, viewer in readers.items():
        reached = set(Experience.objects.editable_by(viewer))
        for thing in Experience.objects.select_related("network"):
            assert not (actions(viewer, thing) & needs_the_draft) or thing in reached, (name, thing.pk)
