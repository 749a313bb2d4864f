import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.formats import number_format

from community.access.audience import MEMBERS
from community.members.models import User
from community.networks.models import Network
from forum.models import Post, PostDraft, Topic, WhoMay
from forum.models.post import LONGEST
from forum.move import merge, move
from forum.state import close
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic
from tests.factories.images import a_picture

pytestmark = pytest.mark.django_db
START = "/nb/diskusjoner/skriv/"
PASSING = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|utkast=[^"]*"')


@pytest.fixture
def topic(author: User) -> Topic:
    return a_topic(a_board(), author)


def beside(field: str, said: str) -> str:
    """The error below a field, which the field itself names."""
    found = re.search(rf'id="svar_{field}[_-]error[^"]*"[^>]*>(.*?)</div>', said, re.S)
    return found[1] if found else ""


@pytest.fixture
def says(client: Client, topic: Topic, colleague: User) -> Callable[..., Any]:
    """The colleague answers, on the topic's page."""
    client.force_login(colleague)
    address = reverse("forum:reply", args=[topic.pk])
    return lambda text, **fields: client.post(address, {"text": text, "key": str(uuid4()), **fields})


def test_a_question_is_asked_with_a_picture(client: Client, colleague: User) -> None:
    board = a_board()
    client.force_login(colleague)
    data = {"title": "Hvem eier helga?", "text": "Se turnusen.", "board": board.pk, "kind": "question", "key": uuid4()}
    picture = {
        "new_picture": a_picture("turnus.jpg"),
        "new_picture_alt": "En turnus på en tavle",
        "tags": "helg, turnus",
    }
    answer = client.post(START, data | picture, follow=True)
    post = Post.objects.get()
    assert [one.words for one in post.pictures] == [
        "En turnus på en tavle"
    ] and "En turnus på en tavle" in answer.content.decode()
    largest = reverse("forum:picture", args=[post.pk, post.pictures[0].upload.key, "large"])
    assert f'<a href="{largest}">' in answer.content.decode() and client.get(largest).status_code == 200
    assert {tag.name for tag in post.topic.tags.all()} == {"helg", "turnus"}
    shown = client.get(reverse("forum:picture", args=[post.pk, post.pictures[0].upload.key, "medium"]))
    assert shown["Content-Type"] == "image/webp"


def test_only_boards_where_one_may_start_are_offered(client: Client, network: Network, outsider: User) -> None:
    a_networks_board(network)
    a_board("bare-redaktorer", who_may_start=WhoMay.EDITORS)
    client.force_login(outsider)
    assert client.get(START).status_code == 404
    a_board("apen", name_nb="Åpen tavle")
    assert "Åpen tavle" in client.get(START).content.decode()


def test_a_forged_board_or_kind_is_refused_with_the_text_kept(client: Client, network: Network, outsider: User) -> None:
    closed, mine = a_networks_board(network), a_board()
    client.force_login(outsider)
    data = {"title": "Hei", "text": "Teksten min", "kind": "announcement", "key": uuid4()}
    for board in (closed.pk, mine.pk):
        answer = client.post(START, data | {"board": board})
        assert answer.status_code == 200 and "Teksten min" in answer.content.decode()
    assert not Topic.objects.exists()


def test_an_answer_stands_where_it_was_written(says: Callable[..., Any], topic: Topic) -> None:
    answer = says("Vi spør alle.")
    assert answer["Location"].endswith(f"#{Post.objects.get(number=2).anchor}")


@pytest.mark.parametrize("text", ["", "   \n", "x" * (LONGEST + 1)])
def test_what_cannot_be_sent_is_said_and_kept(says: Callable[..., Any], text: str) -> None:
    answer = says(text)
    said = answer.content.decode()
    assert answer.status_code == 200 and 'aria-invalid="true"' in said and text.strip() in said
    assert Post.objects.count() == 1


def test_a_hundred_thousand_characters_are_kept_and_told_the_limit(says: Callable[..., Any]) -> None:
    said = says("ø" * 100_000).content.decode()
    assert said.count("ø") >= 100_000 and Post.objects.count() == 1
    assert "Teksten har 100\xa0000 tegn. Grensen er 20\xa0000." in beside("text", said)


NESTED = {"quotes": "> " * 20_000, "lists": "- " * 20_000, "numbers": "1. " * 20_000, "brackets": "[" * 20_000}


@pytest.mark.parametrize("shape", NESTED)
def test_twenty_thousand_deep_is_too_long_or_would_show_nothing_and_is_kept(
    says: Callable[..., Any], shape: str
) -> None:
    text = NESTED[shape] + "dypt"
    said = says(text).content.decode()
    assert said.count("dypt") >= 1 and number_format(len(text), force_grouping=True) in beside("text", said)
    answer = says(text[:LONGEST])
    if shape == "brackets":
        assert Post.objects.get(number=2).text == text[:LONGEST]
    else:
        assert "Ingenting av dette ville vises." in beside("text", answer.content.decode())


@pytest.mark.parametrize("text", ["> " * 15 + "dypt", "- " * 5 + "dypt", "[" * 10_000, "<script>alert(1)</script>"])
def test_hostile_text_does_nobody_harm(says: Callable[..., Any], text: str) -> None:
    says(text[:LONGEST])
    assert "<script" not in Post.objects.get(number=2).html


def test_a_topic_closed_a_second_ago_keeps_the_text(says: Callable[..., Any], topic: Topic, editor: User) -> None:
    close(topic, "Arbeidet er avsluttet.", by=editor)
    answer = says("Et langt svar")
    said = answer.content.decode()
    assert answer.status_code == 409 and "Et langt svar" in said and "Arbeidet er avsluttet." in said


def test_a_topic_put_into_another_a_second_ago_lets_the_answer_go_on_there(
    client: Client, says: Callable[..., Any], topic: Topic, editor: User
) -> None:
    into = a_topic(topic.board, topic.author, "Samtalen")
    merge(topic, into, by=editor)
    answer = says("Et langt svar")
    said, draft = answer.content.decode(), PostDraft.objects.get()
    assert answer.status_code == 409 and "Et langt svar</textarea>" in said and "Svaret ditt ble ikke sendt" in said
    sent = {"text": "Et langt svar", "key": draft.key, "version": draft.version}
    assert f'action="{reverse("forum:reply", args=[into.pk])}"' in said and str(draft.key) in said
    client.post(reverse("forum:reply", args=[into.pk]), sent)
    assert into.posts.filter(text="Et langt svar").exists() and not PostDraft.objects.exists()


def test_a_topic_moved_out_of_sight_a_second_ago_gives_the_text_back_and_tells_nothing(
    client: Client, topic: Topic, outsider: User, network: Network, editor: User
) -> None:
    move(topic, a_networks_board(network), by=editor)
    client.force_login(outsider)
    answers = [client.post(reverse("forum:reply", args=[pk]), {"text": "Mitt svar"}) for pk in (topic.pk, 719_999_999)]
    assert [one.status_code for one in answers] == [404, 404]
    assert len({PASSING.sub("", one.content.decode()).replace(str(719_999_999), str(topic.pk)) for one in answers}) == 1
    assert "Mitt svar" in answers[0].content.decode()
    assert "Mitt svar" in client.get("/nb/diskusjoner/utkast/").content.decode()


SIGN_IN = {"signin-password": "correct horse battery"}


def test_who_was_signed_out_loses_nothing(client: Client, topic: Topic, colleague: User) -> None:
    sent = {"text": "Skrevet i en korridor", "key": str(uuid4())}
    answer = client.post(reverse("forum:reply", args=[topic.pk]), sent)
    assert answer.status_code == 403 and "Skrevet i en korridor" in answer.content.decode()
    client.post(reverse("forum:reply", args=[topic.pk]), {**sent, "signin-login": colleague.email, **SIGN_IN})
    assert Post.objects.get(number=2).text == "Skrevet i en korridor"


def test_nor_does_the_page_that_saves_by_itself(client: Client, topic: Topic) -> None:
    address, by_itself = reverse("forum:save_answer", args=[topic.pk]), {"X-Requested-With": "autosave"}
    answer = client.post(address, {"text": "Skrevet i en korridor", "version": 0}, headers=by_itself)
    assert answer.status_code == 403 and answer.json()["sign_in"] and not PostDraft.objects.exists()


def test_a_file_that_lies_is_refused_with_the_text_kept(says: Callable[..., Any]) -> None:
    lie = SimpleUploadedFile("turnus.pdf", b"<html><script>alert(1)</script></html>", "application/pdf")
    answer = says("Se vedlegget", new_file=lie)
    said = answer.content.decode()
    assert answer.status_code == 200 and "Se vedlegget" in said and Post.objects.count() == 1
    assert "Navnet slutter på .pdf, men filen inneholder noe annet." in beside("new_file", said)


def test_a_picture_that_lies_too(says: Callable[..., Any]) -> None:
    lie = SimpleUploadedFile("tavle.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    said = says("Se bildet", new_picture=lie, new_picture_alt="En tavle").content.decode()
    assert beside("new_picture", said) and "Se bildet" in said and Post.objects.count() == 1


def test_a_quote_is_there_without_a_script(client: Client, topic: Topic, colleague: User) -> None:
    client.force_login(colleague)
    post = topic.posts.get()
    said = client.get(reverse("forum:quote", args=[post.pk])).content.decode()
    assert "&gt; Hva sier dere, helt konkret?" in said and f'name="reply_to" value="{post.pk}"' in said


def test_an_answer_to_a_post_of_another_topic_is_no_answer_to_it(
    says: Callable[..., Any], topic: Topic, author: User
) -> None:
    other = a_topic(topic.board, author).posts.get()
    says("Hei", reply_to=other.pk)
    assert topic.posts.get(number=2).reply_to is None


def test_two_tabs_show_both_texts(client: Client, topic: Topic, colleague: User) -> None:
    post = a_post(topic, colleague, "Mandag")
    client.force_login(colleague)
    address = reverse("forum:edit", args=[post.pk])
    client.post(address, {"text": "Tirsdag", "version": "1"})
    answer = client.post(address, {"text": "Onsdag", "version": "1"})
    said = answer.content.decode()
    assert answer.status_code == 409 and "Tirsdag" in said and "Onsdag" in said
    client.post(address, {"text": "Onsdag", "version": "2"})
    assert Post.objects.get(pk=post.pk).text == "Onsdag"


def test_nobody_changes_what_another_wrote(client: Client, topic: Topic, colleague: User) -> None:
    client.force_login(colleague)
    post = topic.posts.get()
    for name in ("edit", "delete", "solve", "hide"):
        assert client.post(reverse(f"forum:{name}", args=[post.pk]), {"text": "Kapret"}).status_code == 403
    assert Post.objects.get(pk=post.pk).text != "Kapret" and topic.audience == MEMBERS


def test_acts_are_never_done_by_looking(client: Client, topic: Topic, colleague: User, author: User) -> None:
    post = a_post(topic, colleague)
    client.force_login(author)
    for name in ("solve", "react", "restore"):
        assert client.get(reverse(f"forum:{name}", args=[post.pk])).status_code == 405
    client.get(reverse("forum:delete", args=[topic.posts.get(number=1).pk]))
    assert Post.objects.filter(live=True).count() == 2


def test_who_asked_mends_the_title_too_and_the_old_address_leads_on(client: Client, topic: Topic, author: User) -> None:
    client.force_login(author)
    opening, before = topic.posts.get(number=1), topic.get_absolute_url()
    sent = {"title": "Hvem tar helgene?", "text": "Slik er det", "version": 1}
    client.post(f"/nb/diskusjoner/innlegg/{opening.pk}/endre/", sent)
    now = Topic.objects.get(pk=topic.pk)
    assert (now.title, now.slug) == ("Hvem tar helgene?", "hvem-tar-helgene")
    assert client.get(before).url == now.get_absolute_url()


def test_no_label_asks_twice(client: Client, author: User) -> None:
    client.force_login(author)
    said = client.get(a_topic(a_board("ny"), author, "Hvem tar samtalen?").get_absolute_url()).content.decode()
    assert "Hva du vil høre om: Hvem tar samtalen?" in said and "??" not in said
    assert "Utkastet er endret i en annen fane eller av noen andre." in said
