"""What a form does not ask for is not taken, and nobody sends one from another site."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Experience
from cases.setup import setup_review
from community.access.audience import PUBLIC, room_key
from community.comments.models import Comment
from community.members.models import User
from community.networks.models import Network, Room
from home.models import Feedback
from tests.access.matrix.census import census
from tests.factories.cases import a_draft, an_experience

pytestmark = pytest.mark.django_db
NO_ROWS = {
    f"{name}-{part}": "0" for name in ("measures", "pictures", "files") for part in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def columns(thing: Any) -> dict[str, Any]:
    """Every column of the row as it stands now."""
    return type(thing)._base_manager.filter(pk=thing.pk).values().get()


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name, value in after.items() if before[name] != value}


def forged(user: User, network: Network) -> dict[str, Any]:
    names = [field.attname for field in Experience._meta.concrete_fields] + ["author", "network", "reviewer"]
    return {**dict.fromkeys(names, "1"), "live": "on", "review_state": "submitted", "author": user.pk, "pk": "7"}


def test_a_draft_takes_only_what_its_form_asks_for(
    client: Client, author: User, outsider: User, network: Network, other_network: Network
) -> None:
    setup_review()
    draft = a_draft(author, network)
    client.force_login(author)
    wanted = {"title": "Ny tittel", "audience": PUBLIC, "language": "nb", "version": draft.version, **NO_ROWS}
    empty = dict.fromkeys((*Experience.MARKDOWN, "summary", "again", "decision", "cost", "tags"), "")
    before = columns(draft)
    answer = client.post(reverse("cases:edit", args=[draft.pk]), {**forged(outsider, other_network), **empty, **wanted})
    assert answer.status_code == 302
    asked = {"title", *Experience.MARKDOWN, "trial_who", "trial_duration", "working_time", "time_to_effect"}
    kept_by_us = {"slug", "version", "latest_revision_id", "has_unpublished_changes", "expire_at", "go_live_at"}
    assert changed(before, columns(draft)) <= asked | kept_by_us
    assert not Experience.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("audience", ["room", "other", "network:999", "public ", "", "PUBLIC"])
def test_an_audience_that_is_not_offered_is_refused(
    client: Client, author: User, network: Network, other_network: Network, audience: str
) -> None:
    room = Room.objects.create(network=network, name="Rådgiverrom")
    keys = {"room": room_key(room.pk), "other": f"network:{other_network.pk}"}
    draft = a_draft(author, network)
    client.force_login(author)
    sent = {"title": "Tittel", "audience": keys.get(audience, audience), "language": "nb", "version": "0", **NO_ROWS}
    client.post(reverse("cases:edit", args=[draft.pk]), sent)
    assert Experience.objects.get(pk=draft.pk).audience == PUBLIC


def test_a_profile_gives_no_rights(client: Client, author: User) -> None:
    client.force_login(author)
    before = columns(author)
    rights = {
        "is_staff": "on",
        "is_superuser": "on",
        "is_active": "",
        "email": "ny@example.org",
        "groups": "1",
        "id": "1",
    }
    said = {"name": "Nytt navn", "function": "Fagleder", "language": "nn", "municipality": "1", "organisation": "KS"}
    client.post(reverse("members:profile"), {**rights, **said, "anonymised_at": "2026-01-01", "password": "x"})
    assert changed(before, columns(author)) <= {"name", "function", "language", "organisation", "municipality_id"}
    assert not User.objects.get(pk=author.pk).groups.exists()


def test_a_comment_takes_its_audience_and_its_writer_from_nobody(
    client: Client, author: User, colleague: User, network: Network
) -> None:
    experience = an_experience(author, network, audience="members")
    client.force_login(colleague)
    sent = {
        "text": "Hei",
        "audience": "public",
        "user": author.pk,
        "user_id": author.pk,
        "is_removed": "on",
        "author_name": "X",
    }
    client.post(reverse("comments:create", args=["experience", experience.pk]), sent)
    made = Comment.objects.get()
    assert (made.audience, made.user, made.author_name) == ("members", colleague, colleague.name)


def test_feedback_is_not_answered_by_its_sender(client: Client) -> None:
    client.post(reverse("home:feedback"), {"message": "Hei", "answered_at": "2026-01-01", "id": "99", "language": "xx"})
    made = Feedback.objects.get()
    assert made.answered_at is None and made.pk != 99 and made.language == "nb"


@pytest.mark.parametrize("who", ["author", "editor"])
def test_no_form_is_taken_from_another_site(request: pytest.FixtureRequest, who: str) -> None:
    """Without a token, or with somebody else's: refused before any view is asked."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(request.getfixturevalue(who))
    values = {"path": "om/", "slug": "grong", "key": "00000000-0000-4000-8000-000000000000"}
    taken = []
    for route in census():
        if route.parameters <= {"pk", "slug", "path"}:
            address = route.address({"pk": 1, **values})
            for token in ({}, {"csrfmiddlewaretoken": "a" * 64}):
                taken += [route.name] if client.post(address, token).status_code != 403 else []
    assert taken == []
