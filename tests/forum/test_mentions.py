from typing import Any

import pytest

from community.access.audience import PUBLIC
from community.members.models import User
from community.networks.models import Network
from community.notifications.fan_out import pick_up
from community.notifications.models import Event, Notice
from forum.edit import edit, versions_of
from forum.mentions import MOST, labelled, who_cannot_see
from forum.models import Topic
from forum.watch import watch
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(author: User, network: Network) -> Topic:
    return a_topic(a_networks_board(network), author)


def of(person: User, words: str = "hvem som helst") -> str:
    return f"@[{words}](person:{person.pk})"


def told(person: User) -> list[tuple[str, str]]:
    pick_up()
    return [(one.kind, one.reason) for one in Notice.objects.filter(user=person).order_by("pk")]


def test_whoever_is_mentioned_is_told_of_that_and_of_nothing_more(topic: Topic, author: User, colleague: User) -> None:
    watch(topic, "watching", by=colleague)
    a_post(topic, author, f"Hva sier du, {of(colleague)}?")
    assert told(colleague) == [("forum.mention", "mention")]


def test_what_is_shown_is_function_and_place_whatever_was_typed(author: User, colleague: User) -> None:
    topic = a_topic(a_board(audience=PUBLIC), author)
    colleague.function = "HR-rådgiver"
    colleague.save()
    post = a_post(topic, author, f"Hva sier du, {of(colleague, 'Et Fullt Navn')}?")
    assert '<span class="mention">@HR-rådgiver, Hamar</span>' in post.html
    assert "Navn" not in post.html + post.text and f"(person:{colleague.pk})" in post.text


def test_a_municipality_and_a_role_mean_their_people_in_the_network(
    topic: Topic, author: User, colleague: User, leader: User, outsider: User
) -> None:
    a_post(topic, author, "Hva gjør @hamar, og hva sier @nettverksledere og @sarpsborg?")
    assert told(colleague) == [("forum.mention", "municipality")]
    assert told(leader) == [("forum.mention", "role")] and told(outsider) == []


def test_an_address_is_a_handle_and_is_not_kept(topic: Topic, author: User, colleague: User, outsider: User) -> None:
    text = labelled(f"Spør @{colleague.email} og @{outsider.email}, ikke post@example.org", topic.audience)
    assert f"(person:{colleague.pk})" in text and colleague.email not in text
    assert f"@{outsider.email}" in text and "post@example.org" in text


def test_muted_is_quiet_but_for_oneself(topic: Topic, author: User, colleague: User) -> None:
    watch(topic, "muted", by=colleague)
    a_post(topic, author, "Hva sier @hamar?")
    assert told(colleague) == []
    a_post(topic, author, of(colleague))
    assert told(colleague) == [("forum.mention", "mention")]


def test_who_may_not_see_it_is_not_told_and_the_writer_is(
    topic: Topic, author: User, outsider: User, client: Any
) -> None:
    client.force_login(author)
    answer = client.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": of(outsider)}, follow=True)
    assert "ser ikke denne diskusjonen" in answer.content.decode() and told(outsider) == []
    assert who_cannot_see(topic.posts.last()) == ["Turnusplanlegger, Sarpsborg"]


def test_a_quotation_and_code_mention_nobody(topic: Topic, author: User, colleague: User) -> None:
    a_post(topic, author, f"> {of(colleague)}\n\nEnig. Skriv `{of(colleague)}`.")
    assert told(colleague) == [] and not Event.objects.filter(kind="forum.mention").exists()


def test_a_change_tells_only_those_whom_it_adds(topic: Topic, author: User, colleague: User, leader: User) -> None:
    post = a_post(topic, author, of(colleague))
    edit(post, f"{post.text} og {of(leader)}", expected_version=1, by=author)
    assert [kind for kind, _why in told(colleague)] == ["forum.mention"]
    assert [kind for kind, _why in told(leader)] == ["forum.mention"]


def test_a_code_that_stands_for_nobody_is_plain_words(topic: Topic, author: User) -> None:
    post = a_post(
        topic, author, "@[Kongen](person:99999999) @[x](role:king) @[y](person:abc) @[z](municipality:99999999)"
    )
    assert post.text == "@Kongen @x @y @z"


def test_five_hundred_mentions_are_refused_and_the_text_is_kept(topic: Topic, author: User, client: Any) -> None:
    client.force_login(author)
    text = "Til " + " ".join(f"@[x](person:{n})" for n in range(500))
    said = client.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": text}).content.decode()
    assert "Du nevner 500" in said and "@[x](person:499)" in said
    a_post(topic, author, " ".join(of(User.objects.create_user(f"{n}@example.org")) for n in range(30)))
    assert len(Event.objects.get(kind="forum.mention").data["of"]) == MOST


def test_an_answer_with_mentions_stays_cheap(
    topic: Topic, author: User, colleague: User, leader: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        a_post(topic, colleague, f"{of(author)} {of(leader)} @[Hamar](municipality:{colleague.municipality_id})")


def test_an_address_is_never_published_because_another_mention_stands_before_it(
    topic: Topic, author: User, colleague: User
) -> None:
    post = a_post(topic, author, f"@grong @{colleague.email} hei")
    assert "@example.org" not in post.text and f"(person:{colleague.pk})" in post.text


def test_roles_are_mentioned_in_both_written_forms(topic: Topic) -> None:
    assert "(role:network_leader)" in labelled("Kva seier @nettverksleiarar?", topic.audience)


def test_a_quotation_and_a_history_show_a_mention_as_it_is_read(topic: Topic, author: User, colleague: User) -> None:
    post = a_post(topic, author, f"Hei {of(colleague)}")
    edit(post, "Hei alle", expected_version=1, by=author)
    said = "".join(text for _operation, text in versions_of(post)[0].changes[0][1])
    assert "person:" not in said and "Rådgiver, Hamar" in said
