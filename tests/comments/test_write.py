from unittest.mock import Mock, patch
from uuid import uuid4

import pytest
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from cases.models import Experience
from community.access.audience import NOBODY, PUBLIC, network_key, within
from community.access.viewer import ANONYMOUS, viewer_for
from community.comments.edit import ChangedMeanwhileError, edit
from community.comments.hide import hide, unhide
from community.comments.models import DEEPEST, Comment
from community.comments.narrow import narrow
from community.comments.thread import thread_of
from community.comments.write import write
from community.members.models import User
from community.networks.models import Network
from community.publishing.registry import changed
from tests.factories.comments import a_comment

pytestmark = pytest.mark.django_db


def test_a_comment_keeps_who_wrote_it_as_they_were_that_day(experience: Experience, colleague: User) -> None:
    comment = a_comment(experience, colleague)
    User.objects.filter(pk=colleague.pk).update(function="Pensjonist", name="Ny", municipality=None)
    comment = Comment.objects.get(pk=comment.pk)
    assert (comment.author_function, comment.municipality_name) == ("Rådgiver", "Hamar")
    assert comment.signature_for(ANONYMOUS) == "Rådgiver, Hamar"


def test_the_same_form_sent_twice_gives_one_comment(experience: Experience, colleague: User) -> None:
    key = uuid4()
    first, second = (write(experience, "Hei", key=key, by=colleague) for _ in range(2))
    assert first == second
    assert Comment.objects.count() == 1


def test_two_at_the_same_moment_give_one_comment(experience: Experience, colleague: User) -> None:
    key = uuid4()
    first = write(experience, "Hei", key=key, by=colleague)
    blind_once = Mock(side_effect=[None, first])  # the second looked before the first was there
    with patch("community.comments.write._with", blind_once):
        assert write(experience, "Hei", key=key, by=colleague) == first
    assert XtdComment.norel_objects.count() == Comment.objects.count() == 1


def test_anothers_key_gives_a_comment_of_ones_own(experience: Experience, colleague: User, author: User) -> None:
    theirs = a_comment(experience, colleague, key=uuid4())
    mine = write(experience, "Hei", key=theirs.key, by=author)
    assert (mine.user, mine.comment) == (author, "Hei")
    assert Comment.objects.count() == 2


def test_replies_stand_under_what_they_answer_in_order(experience: Experience, colleague: User) -> None:
    first = a_comment(experience, colleague, "1")
    second = a_comment(experience, colleague, "2")
    a_comment(experience, colleague, "1.1", reply_to=first)
    a_comment(experience, colleague, "2.1", reply_to=second)
    a_comment(experience, colleague, "1.2", reply_to=first)
    texts = Comment.objects.under(experience).in_order().values_list("comment", flat=True)
    assert list(texts) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_reply_to_the_deepest_stands_beside_it(experience: Experience, colleague: User) -> None:
    comment = None
    for _ in range(DEEPEST + 3):
        comment = a_comment(experience, colleague, reply_to=comment)
    assert comment is not None
    assert comment.level == DEEPEST
    assert XtdComment.norel_objects.count() == DEEPEST + 3


def test_an_edit_is_shown_as_one_and_an_unchanged_text_is_none(experience: Experience, colleague: User) -> None:
    comment = a_comment(experience, colleague)
    assert edit(comment, comment.comment, seen=None).edited_at is None
    edit(comment, "Nytt", seen=None)
    comment.refresh_from_db()
    assert comment.comment == "Nytt"
    assert comment.edited_at


def test_who_had_seen_other_words_changes_nothing(experience: Experience, colleague: User) -> None:
    comment = a_comment(experience, colleague)
    edit(Comment.objects.get(), "Den ene fanen", seen=None)
    with pytest.raises(ChangedMeanwhileError):
        edit(comment, "Den andre fanen", seen=None)
    comment.refresh_from_db()
    assert comment.comment == "Den ene fanen"
    assert edit(comment, "Begge", seen=comment.edited_at).comment == Comment.objects.get().comment == "Begge"


def test_nothing_is_written_into_what_was_hidden_meanwhile(
    experience: Experience, colleague: User, editor: User
) -> None:
    comment = a_comment(experience, colleague, "Det som ble skjult")
    hide(Comment.objects.get(), "grunn", by=editor)
    with pytest.raises(ChangedMeanwhileError):
        edit(comment, "Nytt", seen=None)
    assert Comment.objects.get().comment == "Det som ble skjult"


def test_words_and_date_are_changed_together_or_not_at_all(experience: Experience, colleague: User) -> None:
    comment = a_comment(experience, colleague)
    with patch("community.comments.edit.Comment.objects.filter", _failing_after(1)), pytest.raises(ZeroDivisionError):
        edit(comment, "Nytt", seen=None)
    assert Comment.objects.get().edited_at is None


def _failing_after(calls: int) -> Mock:
    real = Comment.objects.filter
    return Mock(side_effect=[*(real(pk__gt=0) for _ in range(calls)), ZeroDivisionError])


def test_hidden_replies_stay_hidden_when_their_parent_is_edited_hidden_and_shown(
    experience: Experience, colleague: User, editor: User
) -> None:
    parent = a_comment(experience, colleague)
    reply = a_comment(experience, colleague, reply_to=parent)
    hide(reply, "Gjelder en bruker.", by=editor)
    edit(parent, "Nytt", seen=None)
    unhide(hide(parent, "Feil", by=editor))
    Comment.objects.get(pk=parent.pk).save()
    reply.refresh_from_db()
    assert (reply.is_hidden, reply.is_removed, reply.hidden_reason) == (True, True, "Gjelder en bruker.")


def test_hiding_twice_keeps_the_first_reason(experience: Experience, colleague: User, editor: User) -> None:
    comment = hide(a_comment(experience, colleague), "Først", by=editor)
    assert hide(comment, "Siden", by=editor).hidden_reason == "Først"


def test_comments_narrow_with_what_they_stand_under(experience: Experience, colleague: User, network: Network) -> None:
    comment = a_comment(experience, colleague)
    experience.audience = network_key(network.pk)
    changed.send(sender=Experience, instance=experience)
    comment.refresh_from_db()
    assert comment.audience == network_key(network.pk)


def test_comments_are_never_widened_and_neither_are_their_replies(
    experience: Experience, colleague: User, network: Network
) -> None:
    experience.audience = network_key(network.pk)
    comment = a_comment(experience, colleague)
    experience.audience = PUBLIC
    narrow(experience)
    comment.refresh_from_db()
    assert comment.audience == network_key(network.pk)
    assert a_comment(experience, colleague, reply_to=comment).audience == network_key(network.pk)


@pytest.mark.parametrize(
    ("audience", "limit", "left"),
    [
        ("public", "members", "members"),
        ("members", "public", "members"),
        ("network:7", "members", "network:7"),
        ("members", "room:3", "room:3"),
        ("network:7", "network:8", NOBODY),
        ("room:3", "network:7", NOBODY),
    ],
)
def test_what_is_left_of_an_audience_within_another(audience: str, limit: str, left: str) -> None:
    assert within(audience, limit) == left


def test_comments_go_with_what_they_stood_under(experience: Experience, colleague: User) -> None:
    a_comment(experience, colleague, reply_to=a_comment(experience, colleague))
    experience.delete()
    assert not XtdComment.norel_objects.exists()


def test_under_an_archived_experience_nobody_writes(experience: Experience, colleague: User) -> None:
    assert thread_of(experience, viewer_for(colleague)).may_write
    experience.archived_at = timezone.now()
    assert not thread_of(experience, viewer_for(colleague)).may_write
