import pytest

from cases.models import Experience
from cases.propose import decline, propose
from cases.review import approve, send_back
from cases.submit import submit, withdraw
from cases.write import save_draft
from community.access.viewer import viewer_for
from community.members.models import User
from community.networks.models import Network
from community.notifications import lines
from community.notifications.fan_out import pick_up
from community.notifications.models import Notice
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme


@pytest.fixture
def draft(author: User, network: Network) -> Experience:
    draft = a_draft(author, network)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    return Experience.objects.get(pk=draft.pk)


def new_to(user: User) -> list[str]:
    pick_up()
    own = Notice.objects.unread().filter(user=user).select_related("event")
    lines.load(own)
    shown = [line.title for line in lines.gathered(own, viewer_for(user))]
    assert User.objects.get(pk=user.pk).unread_notices == len(own)
    return shown


def test_editors_are_told_what_waits_until_one_has_dealt_with_it(
    draft: Experience, author: User, editor: User, administrator: User
) -> None:
    experience = submit(draft, by=author)
    assert new_to(editor) == new_to(administrator) == ["Sendt inn til gjennomgang: Mentor for nye vikarer"]
    approve(experience, by=editor)
    assert new_to(editor) == new_to(administrator) == []
    assert new_to(author) == ["Publisert: Mentor for nye vikarer"]


def test_what_the_author_takes_back_waits_for_no_editor(draft: Experience, author: User, editor: User) -> None:
    experience = submit(draft, by=author)
    assert new_to(editor)
    withdraw(experience, by=author)
    assert new_to(editor) == []


def test_a_remark_is_new_until_the_text_is_sent_in_again(draft: Experience, author: User, editor: User) -> None:
    experience = send_back(submit(draft, by=author), {"": "Hvem deltok?"}, by=editor)
    assert new_to(author) == ["En redaktør har en merknad: Mentor for nye vikarer"]
    submit(experience, by=author)
    assert new_to(author) == []


def test_a_proposal_is_new_until_it_is_answered(author: User, network: Network, editor: User) -> None:
    experience = an_experience(author, network)
    proposal = propose(experience, {"need": "Flere sluttet."}, by=editor)
    assert proposal and "Et forslag til teksten din: Mentor for nye vikarer" in new_to(author)
    decline(proposal, by=author)
    assert new_to(author) == ["Publisert: Mentor for nye vikarer"]
