import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Experience
from cases.write import as_written
from community.members.models import User
from community.networks.models import Network
from community.notifications.fan_out import pick_up
from community.notifications.models import Notice
from forum.consent import answer, ask_for, usable
from forum.edit import edit
from forum.models import Attribution, Consent, Post, Topic
from forum.remove import hide
from home.knowledge import BegunByAnotherError, NothingToQuoteError, make_draft
from tests.factories.forum import a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
WORDS = "Vi spør alle det samme, hver mandag."


@pytest.fixture
def topic(author: User, network: Network) -> Topic:
    return a_topic(a_networks_board(network), author)


@pytest.fixture
def post(topic: Topic, colleague: User) -> Post:
    return a_post(topic, colleague, WORDS)


@pytest.fixture
def consent(post: Post, editor: User) -> Consent:
    return ask_for([post], by=editor)[0]


def says_yes(consent: Consent, attribution: str = Attribution.FULL) -> Consent:
    return answer(consent, given=True, attribution=attribution, by=consent.post.author)


def draft_text(experience: Experience) -> str:
    experience.refresh_from_db()
    return str(as_written(experience).happened)


def test_silence_is_no(consent: Consent, topic: Topic, editor: User) -> None:
    assert usable(topic) == []
    with pytest.raises(NothingToQuoteError):
        make_draft(topic, by=editor)


def test_the_writer_is_told_and_answers_with_one_click(client: Client, consent: Consent, colleague: User) -> None:
    pick_up()
    assert Notice.objects.filter(user=colleague, kind="forum.consent").count() == 1
    client.force_login(colleague)
    page = reverse("forum:consent", args=[consent.pk])
    assert WORDS in client.get(page).content.decode()
    client.post(page, {"attribution": "place", "yes": "1"})
    consent.refresh_from_db()
    assert consent.given and consent.attribution == "place"
    assert Notice.objects.get(user=colleague, kind="forum.consent").read_at


def test_nobody_else_answers(client: Client, consent: Consent, author: User, editor: User) -> None:
    for person in (author, editor):
        client.force_login(person)
        assert client.get(reverse("forum:consent", args=[consent.pk])).status_code == 404


def test_ones_own_words_need_no_question_and_nobody_is_asked_twice(post: Post, colleague: User, editor: User) -> None:
    assert ask_for([post], by=colleague)[0].given and ask_for([post], by=editor) == []


@pytest.mark.parametrize(
    ("attribution", "under"), [("full", "– Rådgiver, Hamar"), ("place", "– Hamar"), ("nothing", "")]
)
def test_a_draft_quotes_with_what_the_writer_chose(
    consent: Consent, topic: Topic, editor: User, attribution: str, under: str
) -> None:
    says_yes(consent, attribution)
    text = draft_text(make_draft(topic, by=editor))
    assert text.startswith(f"> {WORDS}") and text.endswith(f"> {under}" if under else WORDS)


def test_what_was_asked_about_is_what_is_quoted(consent: Consent, topic: Topic, colleague: User, editor: User) -> None:
    says_yes(consent)
    edit(consent.post, "Noe helt annet.", expected_version=1, by=colleague)
    assert WORDS in draft_text(make_draft(topic, by=editor))


def test_what_is_hidden_is_not_quoted(consent: Consent, topic: Topic, editor: User) -> None:
    says_yes(consent)
    hide(consent.post, "Sier hvem det gjelder.", by=editor)
    assert usable(topic) == []


def test_a_yes_that_is_taken_back_takes_the_words_out_of_the_draft(
    consent: Consent, topic: Topic, editor: User, colleague: User
) -> None:
    draft = make_draft(topic, by=editor) if says_yes(consent) else None
    assert draft and WORDS in draft_text(draft)
    answer(consent, given=True, attribution="place", by=colleague)
    assert draft_text(draft).endswith("> – Hamar")
    answer(consent, given=False, attribution="place", by=colleague)
    assert draft_text(draft) == ""


def test_a_draft_is_begun_once(consent: Consent, topic: Topic, editor: User, author: User) -> None:
    says_yes(consent)
    assert make_draft(topic, by=editor) == make_draft(topic, by=editor)
    with pytest.raises(BegunByAnotherError):
        make_draft(topic, by=author)


def test_the_way_from_thread_to_experience(
    client: Client, post: Post, topic: Topic, author: User, colleague: User
) -> None:
    client.force_login(author)
    gather = reverse("forum:gather", args=[topic.pk])
    assert WORDS in client.get(gather).content.decode()
    client.post(gather, {"post": [str(post.pk), "tull"]})
    says_yes(Consent.objects.get())
    answer_ = client.post(reverse("home:topic_draft", args=[topic.pk]))
    draft = Experience.objects.get()
    assert answer_["Location"] == reverse("cases:edit", args=[draft.pk])
    assert "ble til en erfaring" not in client.get(topic.get_absolute_url()).content.decode()
    draft.latest_revision.publish()
    assert "ble til en erfaring" in client.get(topic.get_absolute_url()).content.decode()


def test_where_nothing_is_chosen_the_page_says_so_and_asks_nobody(
    client: Client, post: Post, topic: Topic, author: User
) -> None:
    client.force_login(author)
    said = client.post(reverse("forum:gather", args=[topic.pk])).content.decode()
    assert "Velg minst ett innlegg." in said and WORDS in said and not Consent.objects.exists()


def test_nor_is_an_answer_without_a_signature_taken(client: Client, consent: Consent, colleague: User) -> None:
    client.force_login(colleague)
    said = client.post(reverse("forum:consent", args=[consent.pk]), {"yes": "1"}).content.decode()
    consent.refresh_from_db()
    assert "Velg hva som kan stå under ordene dine." in said and consent.answered_at is None


def test_who_neither_asked_nor_edits_makes_nothing_of_it(client: Client, topic: Topic, colleague: User) -> None:
    client.force_login(colleague)
    assert client.get(reverse("forum:gather", args=[topic.pk])).status_code == 403
    assert client.post(reverse("home:topic_draft", args=[topic.pk])).status_code == 403
