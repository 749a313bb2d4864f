"""Whoever has saved a search is told of what is written afterwards, once, and of nothing that they may not see."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from cases.models import Experience
from community.access.audience import MEMBERS, PUBLIC, network_key
from community.members.anonymise import anonymise
from community.members.models import User
from community.networks.grant import end
from community.networks.models import Network
from community.notifications.models import Notice
from community.publishing.models import Tag
from community.publishing.vocabulary.rename import rename
from search.changes.models import SearchChange
from search.models import SearchEntry
from search.rebuild import rebuild, reconcile
from search.saved.keep import Wish, change, let_go
from search.saved.models import SavedHit, SavedSearch
from search.saved.tell import tell
from tests.factories.cases import an_experience
from tests.factories.forum import a_board, a_post, a_topic
from tests.factories.saved import a_search, after_a_while, told

pytestmark = pytest.mark.django_db
TITLE = "Vi prøvde langvakter i helgene"


def mails_to(person: User) -> list[Any]:
    return [sent for sent in mail.outbox if sent.to == [person.email]]


@pytest.fixture
def search(colleague: User) -> SavedSearch:
    return a_search(colleague)


def test_what_is_written_afterwards_is_told_of(
    search: SavedSearch, author: User, colleague: User, network: Network
) -> None:
    experience = an_experience(author, network, TITLE)
    after_a_while()
    assert told(colleague) == ["langvakter: experience"]
    [sent] = mails_to(colleague)
    assert sent.subject == f"Nytt treff i «langvakter»: {TITLE}"
    assert experience.get_absolute_url() in sent.body


def test_it_is_found_in_the_other_written_form_too(author: User, colleague: User, network: Network) -> None:
    a_search(colleague, "sjukefråvær")
    an_experience(author, network, "Mindre sykefravær")
    assert after_a_while() == 1


def test_what_was_there_before_is_no_news(author: User, colleague: User, network: Network) -> None:
    an_experience(author, network, TITLE)
    a_search(colleague)
    assert after_a_while() == 0


def test_an_edit_of_what_was_told_is_not_told_again(
    search: SavedSearch, author: User, colleague: User, network: Network
) -> None:
    experience = an_experience(author, network, TITLE)
    after_a_while()
    for need in ("Noe annet", "Noe tredje"):
        experience.need = need
        experience.save_revision().publish()
        assert after_a_while() == 0
    experience.unpublish()
    after_a_while()
    experience.save_revision().publish()
    assert after_a_while() == 0 and len(told(colleague)) == 1


def test_an_edit_of_what_was_there_before_is_no_news(author: User, colleague: User, network: Network) -> None:
    experience = an_experience(author, network, TITLE)
    a_search(colleague)
    after_a_while()
    experience.need = "Noe annet"
    experience.save_revision().publish()
    assert after_a_while() == 0


def test_a_discussion_that_comes_to_speak_of_it_is_news(author: User, outsider: User, colleague: User) -> None:
    topic = a_topic(a_board("apen", PUBLIC), author, "Hvordan bemanner dere helgene?")
    after_a_while()
    a_search(colleague)
    a_post(topic, outsider, "Vi har gått over til langvakter.")
    after_a_while()
    a_post(topic, author, "Langvakter, det har vi tenkt på.")
    after_a_while()
    assert told(colleague) == ["langvakter: topic"]


def test_what_is_opened_to_more_people_is_news_to_those(
    author: User, outsider: User, colleague: User, network: Network
) -> None:
    closed = an_experience(author, network, TITLE, audience=network_key(network.pk))
    for person in (outsider, colleague):
        a_search(person)
    after_a_while()
    closed.audience = MEMBERS
    closed.save_revision().publish()
    after_a_while()
    assert (told(outsider), told(colleague)) == (["langvakter: experience"], [])


def test_ones_own_texts_are_no_news(author: User, colleague: User, network: Network) -> None:
    a_search(author)
    an_experience(author, network, TITLE)
    a_topic(a_board("apen", PUBLIC), author, TITLE)
    assert after_a_while() == 0


def test_what_one_may_not_see_is_told_neither_then_nor_later(
    search: SavedSearch, author: User, outsider: User, network: Network
) -> None:
    a_search(outsider)
    experience = an_experience(author, network, TITLE, audience=network_key(network.pk))
    assert after_a_while() == 1 and told(outsider) == []
    experience.need = "Noe annet"
    experience.save_revision().publish()
    assert after_a_while() == 0


def test_the_rule_is_asked_again_when_it_is_told(
    search: SavedSearch, author: User, colleague: User, network: Network
) -> None:
    an_experience(author, network, TITLE, audience=network_key(network.pk))
    assert tell() == 1
    end(colleague.roles.get())
    after_a_while()
    assert told(colleague) == [] and mails_to(colleague) == []


def test_and_once_more_when_the_mail_is_made(author: User, colleague: User, network: Network) -> None:
    a_search(colleague, frequency="daily")
    experience = an_experience(author, network, TITLE)
    after_a_while()
    Experience.objects.get(pk=experience.pk).unpublish()
    Notice.objects.update(mail_due_at=timezone.now())
    after_a_while()
    assert mails_to(colleague) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [({"kind": ("experience",)}, 1), ({"kind": ("topic",)}, 0), ({"kind": ("experience", "topic")}, 1)],
)
def test_filters_narrow_and_can_stand_alone(
    author: User, colleague: User, network: Network, filters: dict[str, Any], found: int
) -> None:
    a_search(colleague, filters=filters)
    a_search(colleague, "", filters=filters)
    an_experience(author, network, TITLE)
    assert after_a_while() == 2 * found


def test_a_tag_that_is_called_otherwise_by_now_is_the_same(
    author: User, colleague: User, editor: User, network: Network
) -> None:
    first = an_experience(author, network, "Noe annet")
    first.tags.add("turnus")
    first.save_revision().publish()
    after_a_while()
    a_search(colleague, "", filters={"tag": ("turnus",)})
    rename(Tag.objects.get(name="turnus"), "vaktplan", by=editor)
    after_a_while()
    second = an_experience(author, network, TITLE)
    second.tags.add("vaktplan")
    second.save_revision().publish()
    after_a_while()
    assert told(colleague) == ["Mitt søk: experience"]


def test_each_search_tells_of_its_own(author: User, colleague: User, network: Network) -> None:
    a_search(colleague, "langvakter", "Vakter")
    a_search(colleague, "helg", "Helger")
    a_search(colleague, "elsykkel")
    an_experience(author, network, TITLE)
    after_a_while()
    assert told(colleague) == ["Vakter: experience", "Helger: experience"]


def test_several_hits_of_one_search_are_one_line(
    search: SavedSearch, author: User, colleague: User, network: Network
) -> None:
    for number in range(3):
        an_experience(author, network, f"{TITLE}, del {number}")
    after_a_while()
    [sent] = mails_to(colleague)
    assert sent.subject == "3 nye treff i «langvakter»" and search.get_absolute_url() in sent.body


@pytest.mark.parametrize(("frequency", "hours"), [("now", 0), ("daily", 25), ("weekly", 8 * 24), ("never", None)])
def test_mail_comes_as_often_as_the_search_says(
    author: User, colleague: User, network: Network, frequency: str, hours: int | None
) -> None:
    a_search(colleague, frequency=frequency)
    an_experience(author, network, TITLE)
    after_a_while()
    [notice] = Notice.objects.filter(user=colleague)
    if hours:
        assert timezone.now() < notice.mail_due_at < timezone.now() + timedelta(hours=hours)
    else:
        assert (notice.mail_due_at, len(mails_to(colleague))) == (None, 1 if hours == 0 else 0)


def test_what_waits_follows_when_the_search_is_changed(author: User, colleague: User, network: Network) -> None:
    search = a_search(colleague, frequency="weekly")
    other = a_search(colleague, "helg", frequency="weekly")
    an_experience(author, network, TITLE)
    after_a_while()
    change(search, Wish("langvakter", "langvakter", frequency="now"), by=colleague)
    change(other, Wish("helg", "helg", frequency="never"), by=colleague)
    after_a_while()
    assert [sent.subject for sent in mails_to(colleague)] == [f"Nytt treff i «langvakter»: {TITLE}"]
    assert not Notice.objects.filter(user=colleague, mail_due_at__isnull=False).exists()


def test_who_asks_for_something_else_begins_anew(author: User, colleague: User, network: Network) -> None:
    search = a_search(colleague, "elsykkel")
    an_experience(author, network, TITLE)
    change(search, Wish("elsykkel", "langvakter", frequency="now"), by=colleague)
    assert after_a_while() == 0
    an_experience(author, network, TITLE)
    assert after_a_while() == 1


def test_of_what_is_let_go_nothing_is_told(
    search: SavedSearch, author: User, colleague: User, network: Network
) -> None:
    an_experience(author, network, TITLE)
    after_a_while()
    let_go(search)
    colleague.refresh_from_db()
    assert (colleague.unread_notices, SavedHit.objects.count(), told(colleague)) == (0, 0, [])


def test_nothing_is_kept_of_whoever_left(search: SavedSearch, author: User, colleague: User, network: Network) -> None:
    an_experience(author, network, TITLE)
    after_a_while()
    anonymise(colleague)
    assert not SavedSearch.objects.exists() and not SavedHit.objects.exists()
    assert not Notice.objects.filter(user=colleague).exists()


def test_what_is_found_late_and_is_older_than_the_search_is_no_news(
    search: SavedSearch, author: User, network: Network
) -> None:
    SavedSearch.objects.update(begun_at=timezone.now() + timedelta(days=-1))
    an_experience(author, network, TITLE)
    SearchEntry.objects.all().delete()
    SearchChange.objects.all().delete()
    Experience.objects.update(first_published_at=timezone.now() - timedelta(days=3))
    rebuild()
    reconcile()
    assert after_a_while() == 0


def test_who_has_no_account_any_more_is_told_nothing(
    search: SavedSearch, author: User, colleague: User, network: Network
) -> None:
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    an_experience(author, network, TITLE)
    assert after_a_while() == 0


def test_ones_own_answer_makes_no_news_of_a_discussion(author: User, colleague: User, outsider: User) -> None:
    topic = a_topic(a_board("apen", PUBLIC), author, "Hvordan bemanner dere helgene?")
    a_search(colleague)
    a_post(topic, colleague, "Vi har gått over til langvakter.")
    assert after_a_while() == 0
    a_post(topic, outsider, "Langvakter har vi også.")
    assert after_a_while() == 0  # it was found before, by their own words
