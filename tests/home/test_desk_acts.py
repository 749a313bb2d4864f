"""The desk tells what has been done to a case, and lets an editor do what is theirs."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.history import changes_since_seen, steps
from cases.models import Experience, Proposal
from cases.propose import OpenProposalError, accept, propose
from cases.retire import archive, unpublish
from cases.review import approve, send_back, take
from cases.setup import setup_review
from cases.submit import submit, withdraw
from cases.write import as_written, save_draft
from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network, RoleKind
from tests.factories.cases import an_experience
from tests.factories.members import a_person
from tests.home.test_desk import at, rewritten, sent_in


@pytest.fixture(autouse=True)
def review(db: None) -> None:
    setup_review()


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def other_editor() -> User:
    return a_person("Redaktør B", organisation="KS", kind=RoleKind.EDITOR)


def again(experience: Experience) -> Experience:
    return Experience.objects.get(pk=experience.pk)


def test_the_way_of_a_case_is_all_that_was_done_and_by_whom(author: User, editor: User, network: Network) -> None:
    case = sent_in(author, network)
    withdraw(again(case), by=author)
    submit(again(case), by=author)
    send_back(again(case), {"": "Litt til"}, by=editor)
    submit(again(case), by=author)
    approve(again(case), by=editor)
    unpublish(again(case), by=author)
    told = [(step.name, step.by) for step in steps(again(case))]
    a, e = author.name, editor.name
    assert told == [
        ("Skrevet", a), ("Sendt inn", a), ("Trukket tilbake", a), ("Sendt inn", a), ("Sendt tilbake", e),
        ("Sendt inn", a), ("Publisert", e), ("Tatt av nettstedet", a), ("Publisert", ""),
    ]  # fmt: skip


def test_what_is_live_has_nothing_to_come(author: User, network: Network) -> None:
    case = an_experience(author, network)
    archive(case, by=author)
    assert [(step.name, bool(step.at)) for step in steps(again(case))][1:] == [("Publisert", True), ("Arkivert", True)]


def test_publishing_in_the_admin_is_no_taking_back(author: User, editor: User, network: Network) -> None:
    case = sent_in(author, network)
    case.latest_revision.publish(user=editor, skip_permission_checks=True)
    assert [step.name for step in steps(again(case))] == ["Skrevet", "Sendt inn", "Publisert"]


def test_a_change_is_compared_with_what_was_last_published(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    approve(sent_in(author, network, need="Først"), by=editor)
    draft = as_written(Experience.objects.get())
    draft.need = "Så"
    save_draft(draft, expected_version=draft.version, by=author)
    send_back(submit(again(draft), by=author), {"": "Litt til"}, by=editor)
    change = as_written(Experience.objects.get())
    change.goal = "Mål"
    save_draft(change, expected_version=change.version, by=author)
    submit(again(change), by=author)
    page = desk.get(at(draft))
    assert [name for name, _pieces in page.context["since"].changed] == ["Behov", "Mål"]
    assert "Sammenlignet med det som sist ble publisert" in page.content.decode()


def test_what_was_taken_off_the_site_is_compared_with_what_stood_there(
    author: User, editor: User, network: Network
) -> None:
    case = unpublish(approve(sent_in(author, network, need="Først"), by=editor), by=author)
    draft = as_written(again(case))
    draft.need = "Så"
    save_draft(draft, expected_version=draft.version, by=author)
    submit(again(case), by=author)
    since = changes_since_seen(again(case))
    assert since and since.published and [name for name, _pieces in since.changed] == ["Behov"]


def test_remarks_on_several_texts_go_back_at_once(desk: Client, author: User, network: Network) -> None:
    case = sent_in(author, network)
    said = {"text": "Fint.", "about_need": "Hvem gjaldt det?", "about_goal": "Skriv et mål."}
    desk.post(at(case, "send-tilbake/"), {**said, "revision": case.latest_revision_id})
    letter = mail.outbox[-1].body
    assert all(words in letter for words in ("Fint.", "Behov: «Hvem gjaldt det?»", "Mål: «Skriv et mål.»"))
    desk.force_login(author)
    page = desk.get(f"/nb/erfaringer/{case.pk}/rediger/").content.decode()
    assert all(words in page for words in ("Fint.", "Hvem gjaldt det?", "Skriv et mål.", "Merknad til «Mål»"))


def test_to_send_back_one_remark_is_enough_and_none_is_too_few(desk: Client, author: User, network: Network) -> None:
    case = sent_in(author, network)
    read = {"revision": case.latest_revision_id}
    refused = desk.post(at(case, "send-tilbake/"), {"text": " ", **read}).content.decode()
    assert "Skriv hva forfatteren bør gjøre" in refused and again(case).review_state == "submitted"
    desk.post(at(case, "send-tilbake/"), {"about_title": "Kortere.", **read})
    assert list(again(case).remarks.values_list("field", flat=True)) == ["title"]


def test_a_case_that_was_taken_is_given_back(desk: Client, author: User, editor: User, network: Network) -> None:
    case = take(sent_in(author, network), by=editor)
    assert "Gi fra deg saken" in desk.get(at(case)).content.decode()
    for _click in range(2):
        assert desk.post(at(case, "gi-fra-deg/"))["Location"] == at(case)
    assert again(case).reviewer is None


def test_what_another_has_taken_since_is_theirs(
    desk: Client, author: User, other_editor: User, network: Network
) -> None:
    case = take(sent_in(author, network), by=other_editor)
    desk.post(at(case, "gi-fra-deg/"))
    assert again(case).reviewer == other_editor


def test_the_old_link_to_a_case_shows_how_it_stands_now(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    case = approve(sent_in(author, network), by=editor)
    page = desk.get(at(case)).content.decode()
    assert f'href="{case.get_absolute_url()}"' in page and "godkjenn/" not in page and 'href="/nb/redaktor/"' in page
    late = desk.post(at(case, "godkjenn/"), follow=True)
    assert late.redirect_chain[-1][0] == at(case) and "Saken venter ikke lenger" in late.content.decode()


def test_a_case_taken_back_looks_as_one_that_never_was(desk: Client, author: User, network: Network) -> None:
    case = withdraw(sent_in(author, network), by=author)
    pages = [desk.get(address, follow=True).content for address in (at(case), "/nb/redaktor/99999/")]
    assert all("Den saken er ikke her" in page.decode() and b"Mentor" not in page for page in pages)


def test_the_desk_tells_of_a_proposal_and_what_came_of_it(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    case = an_experience(author, network)
    proposal = propose(case, {"title": "Mentor i tre uker"}, by=editor)
    for address in ("/nb/redaktor/", at(case)):
        page = desk.get(address).content.decode()
        assert editor.name in page and "venter på forfatteren siden" in page
    assert proposal
    accept(proposal, by=author)
    for address in ("/nb/redaktor/", at(case)):
        page = desk.get(address).content.decode()
        assert "godtatt" in page and author.name in page and "venter på forfatteren siden" not in page


def test_a_second_proposal_waits_until_the_first_is_answered(
    desk: Client, author: User, other_editor: User, network: Network
) -> None:
    case = an_experience(author, network)
    propose(case, {"title": "Den første"}, by=other_editor)
    assert "Ett forslag om gangen" in desk.get(at(case, "forslag/")).content.decode()
    typed = {"title": "Den andre", "version": case.version}
    refused = desk.post(at(case, "forslag/"), typed)
    assert refused.status_code == 409 and "Den andre" in refused.content.decode()
    assert Proposal.objects.get().after == {"title": "Den første"}


def test_ones_own_proposal_is_changed_or_taken_back(desk: Client, author: User, editor: User, network: Network) -> None:
    case = an_experience(author, network)
    propose(case, {"title": "Den første"}, "Kortere", by=editor)
    form = desk.get(at(case, "forslag/")).context["form"]
    assert (form["title"].value(), form["note"].value()) == ("Den første", "Kortere")
    typed = {bound.name: bound.value() for bound in form} | {"version": case.version}
    desk.post(at(case, "forslag/"), typed)
    assert Proposal.objects.count() == 1
    desk.post(at(case, "forslag/"), typed | {"title": "Den andre"})
    assert list(Proposal.objects.values_list("state", flat=True)) == ["pending", "withdrawn"]
    desk.post(at(case, "forslag/trekk/"))
    assert not Proposal.objects.filter(state="pending").exists()


def test_nobody_takes_back_what_another_has_proposed(
    desk: Client, author: User, other_editor: User, network: Network
) -> None:
    case = an_experience(author, network)
    propose(case, {"title": "Den første"}, by=other_editor)
    desk.post(at(case, "forslag/trekk/"))
    assert Proposal.objects.get().is_open


def test_the_database_holds_one_open_proposal(author: User, editor: User, network: Network) -> None:
    case = an_experience(author, network)
    propose(case, {"title": "Den første"}, by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(experience=case, before={}, after={}, by=editor)


def test_what_is_not_answered_before_publication_is_then_a_change_to_it(
    author: User, editor: User, network: Network
) -> None:
    case = sent_in(author, network)
    proposal = propose(case, {"title": "Mentor i tre uker"}, by=editor)
    approve(again(case), by=editor)
    assert proposal and Proposal.objects.get().is_open
    accept(Proposal.objects.get(), by=author)
    assert Experience.objects.visible_to(ANONYMOUS).get().title == "Mentor i tre uker"


def test_what_fits_the_text_no_more_waits_no_more(
    desk: Client, author: User, editor: User, other_editor: User, network: Network
) -> None:
    case = sent_in(author, network)
    propose(case, {"need": "Et annet behov"}, by=editor)
    case = rewritten(case, author, need="Noe helt nytt")
    assert Proposal.objects.get().state == "outdated"
    assert propose(case, {"title": "Mentor"}, by=other_editor)
    with pytest.raises(OpenProposalError):
        propose(case, {"title": "Mentorer"}, by=editor)


def test_an_answer_to_what_was_taken_back_says_so(client: Client, author: User, editor: User, network: Network) -> None:
    case = an_experience(author, network)
    proposal = propose(case, {"title": "Den første"}, by=editor)
    Proposal.objects.update(state="withdrawn", decided_at=timezone.now(), decided_by=editor)
    client.force_login(author)
    assert proposal
    address = f"/nb/erfaringer/{case.pk}/forslag/"
    page = client.post(f"{address}{proposal.pk}/", {"answer": "accept"}, follow=True).content.decode()
    assert "Forslaget venter ikke lenger" in page and again(case).title == "Mentor for nye vikarer"
