from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from wagtail.models import WorkflowContentType

from cases.complete import IncompleteError
from cases.models import Experience, ProposalState
from cases.policy import actions
from cases.propose import accept, decline, propose
from cases.retire import archive, delete_draft, unpublish
from cases.review import NotWaitingError, approve, send_back
from cases.submit import submit, withdraw
from cases.write import as_written, save_draft
from community.access.viewer import ANONYMOUS, viewer_for
from community.members.models import User
from community.networks.models import Network
from community.publishing.models import ReviewState
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme


@pytest.fixture
def ready(author: User, network: Network) -> Experience:
    draft = a_draft(author, network)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    return Experience.objects.get(pk=draft.pk)


def subjects(to: User) -> list[str]:
    return [sent.subject for sent in mail.outbox if to.email in str(sent.to)]


def message_ids(to: User) -> set[str]:
    """Of the mails that differ: the outbox sends one that has the same id no second time."""
    return {sent.extra_headers["Message-ID"] for sent in mail.outbox if to.email in str(sent.to)}


def test_what_is_sent_in_waits_for_editors_and_they_are_told(ready: Experience, author: User, editor: User) -> None:
    sent = submit(ready, by=author)
    assert sent.review_state == ReviewState.SUBMITTED
    assert list(Experience.objects.awaiting_review_by(viewer_for(editor))) == [sent]
    assert len(subjects(editor)) == 1 and not subjects(author)


def test_each_time_it_is_sent_in_the_editors_are_told_once(ready: Experience, author: User, editor: User) -> None:
    for times in (1, 2, 3):
        sent = submit(Experience.objects.get(pk=ready.pk), by=author)
        assert submit(sent, by=author).review_state == ReviewState.SUBMITTED
        assert len(message_ids(editor)) == times
        withdraw(sent, by=author)


def test_each_time_it_is_published_its_author_is_told(ready: Experience, author: User, editor: User) -> None:
    for times in (1, 2):
        approve(submit(Experience.objects.get(pk=ready.pk), by=author), by=editor)
        assert len(message_ids(author)) == times
        unpublish(Experience.objects.get(pk=ready.pk), by=author)


def test_what_lacks_something_is_not_sent_in(author: User, network: Network) -> None:
    with pytest.raises(IncompleteError) as refused:
        submit(a_draft(author, network, not_worked=" "), by=author)
    assert set(refused.value.missing) == {"not_worked", "themes"}


def test_without_its_setup_review_fails_loudly(ready: Experience, author: User) -> None:
    WorkflowContentType.objects.all().delete()
    with pytest.raises(ImproperlyConfigured, match="setup_site"):
        submit(ready, by=author)


def test_sent_back_mended_and_published(ready: Experience, author: User, editor: User) -> None:
    submit(ready, by=author)
    send_back(Experience.objects.get(pk=ready.pk), {"not_worked": "Hva var vanskeligst?"}, by=editor)
    back = as_written(Experience.objects.get(pk=ready.pk))
    assert back.review_state == ReviewState.SENT_BACK
    back.not_worked = "Mentorene ble slitne i uke tre."
    save_draft(back, expected_version=back.version, by=author)
    submit(Experience.objects.get(pk=ready.pk), by=author)
    done = approve(Experience.objects.get(pk=ready.pk), by=editor)
    assert done.live and done.not_worked == "Mentorene ble slitne i uke tre."
    assert done.review_state == ReviewState.NONE
    assert len(subjects(author)) == 2
    assert list(Experience.objects.visible_to(ANONYMOUS)) == [done]


def test_of_two_editors_at_once_one_is_told_it_waits_no_more(ready: Experience, author: User, editor: User) -> None:
    submit(ready, by=author)
    approve(Experience.objects.get(pk=ready.pk), by=editor)
    with pytest.raises(NotWaitingError):
        send_back(ready, {"": "For sent"}, by=editor)


def test_taken_back_it_is_a_draft_again(ready: Experience, author: User, editor: User) -> None:
    submit(ready, by=author)
    assert withdraw(Experience.objects.get(pk=ready.pk), by=author).review_state == ReviewState.NONE
    assert not Experience.objects.awaiting_review_by(viewer_for(editor)).exists()


def test_what_was_taken_back_is_no_editors_business_any_more(ready: Experience, author: User, editor: User) -> None:
    taken = withdraw(submit(ready, by=author), by=author)
    assert not Experience.objects.within_reach_of(viewer_for(editor)).exists()
    assert actions(viewer_for(editor), taken) == set()


def test_a_change_taken_back_leaves_what_is_published_to_the_editors(
    author: User, editor: User, network: Network
) -> None:
    published = an_experience(author, network)
    published.themes.set([a_theme()])
    save_draft(published, expected_version=0, by=author)
    withdraw(submit(published, by=author), by=author)
    assert Experience.objects.within_reach_of(viewer_for(editor)).get().submitted_at


def test_what_an_editor_schedules_out_of_review_stays_in_sight(ready: Experience, author: User, editor: User) -> None:
    sent = as_written(submit(ready, by=author))
    sent.go_live_at = timezone.now() + timedelta(days=1)
    sent.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    assert Experience.objects.get().review_state == ReviewState.NONE
    assert Experience.objects.within_reach_of(viewer_for(editor)).exists()


def test_an_editors_wording_counts_when_the_author_says_yes(ready: Experience, author: User, editor: User) -> None:
    sent = submit(ready, by=author)
    proposal = propose(sent, {"title": "Mentor i tre uker"}, by=editor)
    assert proposal and as_written(Experience.objects.get(pk=ready.pk)).title == "Mentor for nye vikarer"
    accept(proposal, by=author)
    assert approve(Experience.objects.get(pk=ready.pk), by=editor).title == "Mentor i tre uker"


def test_what_both_agree_on_is_published_at_once(author: User, editor: User, network: Network) -> None:
    published = an_experience(author, network)
    proposal = propose(published, {"title": "Mentor i tre uker"}, by=editor)
    assert proposal and accept(proposal, by=author).state == ProposalState.ACCEPTED
    assert Experience.objects.visible_to(ANONYMOUS).get().title == "Mentor i tre uker"


def test_what_is_agreed_waits_with_the_rest_of_a_draft(author: User, editor: User, network: Network) -> None:
    published = an_experience(author, network)
    proposal = propose(published, {"title": "Mentor i tre uker"}, by=editor)
    change = as_written(published)
    change.need = "Noe mer"
    save_draft(change, expected_version=change.version, by=author)
    assert proposal and accept(proposal, by=author).state == ProposalState.ACCEPTED
    assert Experience.objects.visible_to(ANONYMOUS).get().title == "Mentor for nye vikarer"


def test_declined_it_changes_nothing(ready: Experience, author: User, editor: User) -> None:
    proposal = propose(submit(ready, by=author), {"title": "Noe annet"}, by=editor)
    assert proposal and decline(proposal, by=author).state == ProposalState.DECLINED
    assert as_written(Experience.objects.get(pk=ready.pk)).title == "Mentor for nye vikarer"


def test_a_proposal_for_a_text_changed_since_is_out_of_date(author: User, editor: User, network: Network) -> None:
    published = an_experience(author, network)
    proposal = propose(published, {"title": "Mentor i tre uker"}, by=editor)
    change = as_written(published)
    change.title = "Min egen nye tittel"
    save_draft(change, expected_version=change.version, by=author)
    assert proposal and accept(proposal, by=author).state == ProposalState.OUTDATED


def test_unpublished_it_is_seen_by_nobody_else(author: User, editor: User, network: Network) -> None:
    published = an_experience(author, network)
    unpublish(published, by=author)
    assert not Experience.objects.visible_to(viewer_for(editor)).exists()
    assert Experience.objects.written_by(viewer_for(author)).exists()


def test_archived_it_is_out_of_the_lists_but_can_be_read(author: User, network: Network) -> None:
    archive(an_experience(author, network), by=author)
    assert Experience.objects.visible_to(ANONYMOUS).exists()
    assert not Experience.objects.visible_to(ANONYMOUS).current().exists()


def test_what_was_published_is_never_deleted(author: User, network: Network) -> None:
    with pytest.raises(ValueError, match="never was published"):
        delete_draft(an_experience(author, network), by=author)
