"""What waits, what was sent back and what colleagues are at: the ways back into a text."""

import pytest
from django.core import mail
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cases.models import Experience
from cases.propose import decline, propose
from cases.review import send_back
from cases.submit import submit
from cases.write import as_written, save_draft
from community.members.models import User
from community.networks.models import Network
from tests.cases.test_views_write import WRITE, typed
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme

MINE = "/nb/mine-erfaringer/"


@pytest.fixture
def sent_back(author: User, editor: User, network: Network) -> Experience:
    sent = submit(a_draft(author, network, themes=[a_theme()]), by=author)
    return send_back(sent, {"": "Nesten ferdig.", "goal": "Hva ville dere oppnå?"}, by=editor)


def edit(experience: Experience) -> str:
    return f"/nb/erfaringer/{experience.pk}/rediger/"


def test_a_project_leader_finds_what_colleagues_are_at(
    client: Client, project_leader: User, author: User, colleague: User, network: Network
) -> None:
    a_draft(author, network, "Begynt på")
    an_experience(author, network, "Ferdig")
    a_draft(colleague, network, "I en annen kommune")
    client.force_login(project_leader)
    page = client.get(MINE).content.decode()
    assert "I kommunen din" in page and "Begynt på" in page and "Fagleder" in page
    assert "Ferdig" not in page and "I en annen kommune" not in page


def test_others_find_only_their_own(client: Client, author: User, project_leader: User, network: Network) -> None:
    a_draft(project_leader, network, "Lederens")
    client.force_login(author)
    page = client.get(MINE).content.decode()
    assert "Lederens" not in page and "I kommunen din" not in page


def test_a_leader_sees_whose_draft_it_is(client: Client, author: User, project_leader: User, network: Network) -> None:
    draft = a_draft(author, network)
    for person, told in ((author, False), (project_leader, True)):
        client.force_login(person)
        assert ("Dette er skrevet av Fagleder" in client.get(edit(draft)).content.decode()) is told


def test_what_was_sent_back_says_so_on_top_and_leads_to_each_remark(
    client: Client, author: User, sent_back: Experience
) -> None:
    client.force_login(author)
    page = client.get(edit(sent_back)).content.decode()
    assert f"Sendt tilbake {date_format(localdate(), 'j. F')} av redaktøren" in page
    assert 'href="#id_goal"' in page and 'id="id_goal"' in page and "Nesten ferdig." in page
    assert "Fem felt" not in page and "Fem felt" in client.get(WRITE).content.decode()


def test_the_mail_leads_to_the_field_of_the_first_remark(author: User, sent_back: Experience) -> None:
    told = next(sent for sent in mail.outbox if author.email in str(sent.to))
    assert f"{edit(sent_back)}#id_goal" in told.body


def test_when_all_is_decided_nobody_is_asked(client: Client, author: User, editor: User, network: Network) -> None:
    proposal = propose(an_experience(author, network), {"title": "Mentor i tre uker"}, by=editor)
    client.force_login(author)
    address = f"/nb/erfaringer/{Experience.objects.get().pk}/forslag/"
    assert "En annen ordlyd?" in client.get(address).content.decode()
    assert proposal and decline(proposal, by=author)
    page = client.get(address).content.decode()
    assert "En annen ordlyd?" not in page and "før du sier ja" not in page


def test_one_more_row_comes_without_a_script(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Overtid"}
    answer = client.post(WRITE, typed(network, do="add_row") | row)
    assert answer.url.endswith("/rediger/?more#id_measures-1-name")
    page = client.get(answer.url.partition("#")[0]).content.decode()
    assert 'id="id_measures-1-name"' in page and "Måling 2" in page and "open><summary>" in page


def test_a_choice_not_made_is_called_that(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    page = client.get(WRITE).content.decode()
    assert page.count("Ikke valgt") == 3 and "---" not in page


def test_the_whole_draft_is_read_as_it_will_look(client: Client, author: User, network: Network) -> None:
    draft = a_draft(author, network, "Slik det blir")
    client.force_login(author)
    address = f"/nb/erfaringer/{draft.pk}/utkast/"
    assert address in client.get(MINE).content.decode()
    page = client.get(address).content.decode()
    assert "Slik vil teksten se ut" in page and "Teksten er ikke publisert." in page and draft.not_worked in page
    assert edit(draft) in page and 'id="kommentarer"' not in page and "Vis til denne" not in page


def test_what_is_typed_is_saved_and_shown(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    page = client.post(WRITE, typed(network, title="Nettopp skrevet", do="see"), follow=True).content.decode()
    assert "Slik vil teksten se ut" in page and "Nettopp skrevet" in page


def test_a_change_to_what_is_published_is_shown_as_the_draft_has_it(
    client: Client, author: User, project_leader: User, network: Network
) -> None:
    change = as_written(an_experience(author, network))
    change.title = "Ny overskrift"
    save_draft(change, expected_version=change.version, by=author)
    client.force_login(project_leader)
    page = client.get(f"/nb/erfaringer/{change.pk}/utkast/").content.decode()
    assert "Ny overskrift" in page and "Andre ser det som er publisert." in page


def test_nobody_else_sees_the_draft(client: Client, author: User, colleague: User, network: Network) -> None:
    client.force_login(colleague)
    assert client.get(f"/nb/erfaringer/{a_draft(author, network).pk}/utkast/").status_code == 404
