"""The page of one's notices, the bell that leads to it, and the acts on it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Experience
from community.access.audience import network_key
from community.members.models import User
from community.networks.models import Network
from community.notifications.models import Notice
from tests.factories.cases import an_experience
from tests.factories.notices import a_kind, it_happened

PAGE = "/nb/varsler/"


@pytest.fixture
def reader(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def page(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def queries(client: Client, address: str = PAGE) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_what_belongs_together_is_one_line(reader: Client, experience: Experience) -> None:
    it_happened(experience)
    assert "Nytt svar: Mentor for nye vikarer" in page(reader)
    it_happened(experience)
    assert "2 nye svar: Mentor for nye vikarer" in page(reader) and "Nytt svar" not in page(reader)


def test_it_says_why_one_is_told_and_leads_to_the_very_place(reader: Client, experience: Experience) -> None:
    it_happened(experience)
    assert f'href="{experience.get_absolute_url()}"' in page(reader)
    assert "Because of the probe" in page(reader, "/en/varsler/")


def test_what_i_may_no_longer_see_is_not_told(reader: Client, experience: Experience, other_network: Network) -> None:
    it_happened(experience)
    Experience.objects.filter(pk=experience.pk).update(audience=network_key(other_network.pk))
    assert "Mentor" not in page(reader)


def test_a_thing_that_is_gone_is_not_told(reader: Client, experience: Experience) -> None:
    it_happened(experience)
    Experience.objects.filter(pk=experience.pk).delete()
    assert "Mentor" not in page(reader)


def test_a_kind_that_no_room_knows_any_more_is_not_told(reader: Client, experience: Experience) -> None:
    with a_kind("probe.old"):
        it_happened(experience, kind="probe.old")
    assert "Mentor" not in page(reader)


def test_the_bell_counts_what_is_new(reader: Client, experience: Experience) -> None:
    assert 'class="count"' not in page(reader, "/nb/tema/")
    it_happened(experience)
    it_happened(experience)
    bell = page(reader, "/nb/tema/").partition(f'href="{PAGE}"')[2].partition("</a>")[0]
    assert '<span class="count">2<span class="sr"> uleste</span></span>' in bell and "Varsler" in bell


def test_the_bell_costs_no_query(reader: Client, experience: Experience) -> None:
    before = queries(reader, "/nb/tema/")
    it_happened(experience)
    assert queries(reader, "/nb/tema/") == before


def test_a_visitor_has_no_bell_and_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert PAGE not in page(client, "/nb/tema/")
    assert "logg-inn" in client.get(PAGE)["Location"]


def test_many_notices_cost_the_queries_of_one(
    reader: Client, experience: Experience, author: User, network: Network
) -> None:
    it_happened(experience)
    one = queries(reader)
    for number in range(5):
        it_happened(an_experience(author, network, f"Nummer {number}"))
    assert queries(reader) == one <= 7


def test_one_line_is_marked_as_read(reader: Client, experience: Experience, colleague: User) -> None:
    it_happened(experience)
    notice = Notice.objects.get(user=colleague)
    assert reader.post(reverse("notifications:read"), {"notice": [notice.pk, "x", "9" * 40]}).status_code == 302
    assert User.objects.get(pk=colleague.pk).unread_notices == 0
    assert 'class="new"' not in page(reader)


def test_all_are_marked_as_read_but_nobody_elses(
    reader: Client, experience: Experience, colleague: User, author: User
) -> None:
    it_happened(experience)
    reader.post(reverse("notifications:read"))
    assert Notice.objects.unread().filter(user=colleague).count() == 0
    assert Notice.objects.unread().filter(user=author).count() == 1


def test_the_pages_go_by_key(
    reader: Client, experience: Experience, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("community.notifications.views.SHOWN", 2)
    for _ in range(3):
        it_happened(experience)
    older = page(reader).rpartition('href="?key=')[2].partition('"')[0]
    assert "2 nye svar" in page(reader) and "Nytt svar" in page(reader, f"{PAGE}?key={older}")


def test_who_was_told_of_nothing_is_shown_where_to_begin(reader: Client) -> None:
    assert "Ingen varsler" in page(reader)
