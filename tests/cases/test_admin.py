"""Experiences in Wagtail's admin: behind the same reads as on the site."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cases.models import Experience, Remark
from cases.submit import submit
from cases.write import save_draft
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme


@pytest.fixture
def office(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def of(name: str, experience: Experience) -> str:
    return reverse(f"wagtailsnippets_cases_experience:{name}", args=[experience.pk])


@pytest.mark.parametrize("name", ["edit", "history", "usage", "unpublish", "preview_on_edit"])
def test_a_members_private_draft_is_no_editors_business(
    office: Client, author: User, network: Network, name: str
) -> None:
    draft = a_draft(author, network, "Bare mitt")
    assert office.get(of(name, draft), follow=True).status_code == 404
    listing = office.get(reverse("wagtailsnippets_cases_experience:list")).content.decode()
    assert "Bare mitt" not in listing


@pytest.fixture
def sent(author: User, network: Network) -> Experience:
    draft = a_draft(author, network)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    return submit(Experience.objects.get(pk=draft.pk), by=author)


def test_sent_back_there_the_comment_is_a_remark_and_the_author_is_told(
    office: Client, sent: Experience, author: User, editor: User
) -> None:
    mail.outbox.clear()
    parts = [sent.pk, "reject", sent.current_workflow_task_state.pk]
    office.post(reverse("wagtailsnippets_cases_experience:workflow_action", args=parts), {"comment": "Hva kostet det?"})
    remark = Remark.objects.get()
    assert (remark.text, remark.by, remark.field) == ("Hva kostet det?", editor, "")
    assert [letter.to for letter in mail.outbox if "Hva kostet det?" in letter.body] == [[author.email]]
    office.force_login(author)
    assert "Hva kostet det?" in office.get(f"/nb/erfaringer/{sent.pk}/rediger/").content.decode()


@pytest.mark.parametrize("act", ["cancel-workflow", "restart-workflow", "submit"])
def test_what_is_the_writers_to_do_is_not_offered_there_nor_done(office: Client, sent: Experience, act: str) -> None:
    assert f"action-{act}" not in office.get(of("edit", sent)).content.decode()
    office.post(of("edit", sent), {"themes": [], "tags": "", f"action-{act}": "1"})
    assert Experience.objects.get().review_state == "submitted"


def test_nothing_is_locked_there(office: Client, sent: Experience) -> None:
    page = office.get(of("edit", sent)).content.decode()
    assert "/unlock/" not in page and "/lock/" not in page and "w-locked" not in page
    assert office.post(f"/admin/snippets/cases/experience/lock/{sent.pk}/").status_code == 404


def test_what_was_sent_in_can_be_read_and_judged_there(office: Client, sent: Experience) -> None:
    page = office.get(of("edit", sent)).content.decode()
    assert "Mentor for nye vikarer" in page and "Mentorene ble slitne" in page


def test_an_editor_does_not_rewrite_a_members_words_there(office: Client, author: User, network: Network) -> None:
    published = an_experience(author, network)
    theme = a_theme()
    office.post(of("edit", published), {"title": "Omskrevet", "themes": [theme.pk], "tags": "", "action-publish": "1"})
    after = Experience.objects.get(pk=published.pk)
    assert after.title == "Mentor for nye vikarer"
    assert list(after.themes.all()) == [theme]


def test_a_preview_names_no_address_that_it_has_not(office: Client, author: User, network: Network) -> None:
    published = an_experience(author, network, "Kanarifugl")
    parts = [published.pk, published.latest_revision_id]
    page = office.get(reverse("wagtailsnippets_cases_experience:revisions_view", args=parts))
    assert "Kanarifugl" in page.content.decode() and 'rel="canonical"' not in page.content.decode()


def test_a_preview_of_what_was_never_published_names_no_year(office: Client, sent: Experience) -> None:
    parts = [sent.pk, sent.latest_revision_id]
    page = office.get(reverse("wagtailsnippets_cases_experience:revisions_view", args=parts)).content.decode()
    assert "Vis til denne" not in page and "<dt>Publisert</dt>" not in page and sent.title in page


def test_the_list_speaks_norwegian(office: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Kanarifugl")
    office.cookies["language"] = "nb"
    listing = office.get(reverse("wagtailsnippets_cases_experience:list")).content.decode()
    assert all(words in listing for words in ("Kommune", "Synlig for", "Alle", "ikke til gjennomgang", "Publisert"))
    assert "Review state" not in listing and "Municipality name" not in listing


def test_the_list_finds_a_title_whatever_its_capitals(office: Client, author: User, network: Network) -> None:
    an_experience(author, network, "ÅPEN DØR")
    listing = office.get(reverse("wagtailsnippets_cases_experience:list"), {"q": "åpen"})
    assert "ÅPEN DØR" in listing.content.decode()
