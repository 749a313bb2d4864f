from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from community.members.anonymise import anonymise
from community.members.models import User
from community.networks.models import Network
from community.worker import periodic
from forum import draft
from forum.draft import KEPT, prune
from forum.models import Post, PostDraft, Topic
from forum.move import merge, move
from forum.state import close
from tests.factories.forum import a_board, a_networks_board, a_post, a_topic

pytestmark = pytest.mark.django_db
KEY = uuid4()


@pytest.fixture
def topic(author: User) -> Topic:
    return a_topic(a_board(), author)


@pytest.fixture
def writer(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def save(client: Client, topic: Topic, text: str, version: int = 0, key: UUID = KEY) -> Any:
    data = {"text": text, "version": version, "key": key}
    return client.post(f"/nb/diskusjoner/{topic.pk}/utkast/", data, headers={"X-Requested-With": "autosave"})


def test_it_is_there_on_another_device(writer: Client, topic: Topic, colleague: User) -> None:
    assert save(writer, topic, "Vi gjør det").json()["version"] == 1
    assert save(writer, topic, "Vi gjør det slik", 1).json()["version"] == 2
    phone = Client()
    phone.force_login(colleague)
    said = phone.get(topic.get_absolute_url()).content.decode()
    assert "Vi gjør det slik</textarea>" in said and 'name="version" value="2"' in said and str(KEY) in said


def test_two_tabs_do_not_write_over_each_other(writer: Client, topic: Topic) -> None:
    save(writer, topic, "I den ene fanen")
    answer = save(writer, topic, "I den andre", key=uuid4())
    assert answer.status_code == 409 and answer.json()["conflict_url"].endswith("#svar")
    assert PostDraft.objects.get().fields["text"] == ["I den ene fanen"]


def put_aside(client: Client, topic: Topic, text: str, version: int = 0, key: UUID | None = None) -> Any:
    data = {"text": text, "version": version, "key": key or uuid4(), "do": "draft"}
    return client.post(f"/nb/diskusjoner/{topic.pk}/svar/", data)


def send(client: Client, topic: Topic, text: str, key: UUID, version: int = 0) -> Any:
    return client.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": text, "key": key, "version": version})


def test_nor_without_a_script_where_both_texts_are_shown(writer: Client, topic: Topic) -> None:
    put_aside(writer, topic, "Kaffe i den ene fanen", key=KEY)
    answer = put_aside(writer, topic, "Kaffe i den andre")
    said = answer.content.decode()
    assert answer.status_code == 409 and PostDraft.objects.get().fields["text"] == ["Kaffe i den ene fanen"]
    assert "<ins>andre</ins>" in said and "Kaffe i den andre</textarea>" in said
    assert str(KEY) in said and 'name="version" value="1"' in said
    assert put_aside(writer, topic, "Kaffe i den andre", 1, KEY).status_code == 302
    assert PostDraft.objects.get().fields["text"] == ["Kaffe i den andre"]


def test_a_form_that_was_refused_still_knows_which_draft_it_began_from(writer: Client, topic: Topic) -> None:
    put_aside(writer, topic, "I den ene fanen")
    refused = writer.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": "x" * 21_000, "version": 0, "key": uuid4()})
    assert 'name="version" value="0"' in refused.content.decode()


def test_the_same_draft_twice_is_kept_once(writer: Client, topic: Topic) -> None:
    assert [put_aside(writer, topic, "Dobbeltklikk", key=KEY).status_code for _click in "12"] == [302, 302]
    assert PostDraft.objects.get().version == 1


def test_what_was_sent_from_another_tab_is_shown_beside_the_draft(writer: Client, topic: Topic) -> None:
    writer.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": "Slik ble det", "key": KEY})
    said = put_aside(writer, topic, "Slik ble det ikke", 1, KEY).content.decode()
    assert "<ins> ikke</ins>" in said and "Slik ble det ikke</textarea>" in said and str(KEY) not in said


def test_two_tabs_with_one_new_topic(writer: Client, topic: Topic) -> None:
    data = {"title": "Turnus", "text": "I den ene", "board": topic.board_id, "kind": "question", "key": KEY}
    write = "/nb/diskusjoner/skriv/"
    writer.post(write, {**data, "do": "draft", "version": 0})
    answer = writer.post(write, {**data, "text": "I den andre", "title": "Vakter", "do": "draft", "version": 0})
    said = answer.content.decode()
    assert answer.status_code == 409 and 'value="Vakter"' in said and "I den andre</textarea>" in said
    assert "<del>Turnus</del>" in said and "<del>ene</del>" in said
    assert PostDraft.objects.get().fields["text"] == ["I den ene"]


def test_what_is_too_long_to_keep_comes_back_with_the_reason(writer: Client, topic: Topic) -> None:
    said = put_aside(writer, topic, "x" * 130_000).content.decode()
    assert "x" * 130_000 in said and "130\xa0000 tegn" in said
    said = writer.post("/nb/diskusjoner/skriv/", {"text": "x" * 130_000, "do": "draft"}).content.decode()
    assert "x" * 130_000 in said and "130\xa0000 tegn" in said


def test_it_is_gone_when_it_is_sent_and_a_late_save_brings_nothing_back(writer: Client, topic: Topic) -> None:
    save(writer, topic, "Slik gjør vi det")
    writer.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": "Slik gjør vi det", "key": KEY})
    assert save(writer, topic, "Slik gjør vi det", 1).status_code == 409
    assert not PostDraft.objects.exists() and Post.objects.count() == 2


def test_another_tab_with_another_text_is_another_post(topic: Topic, colleague: User) -> None:
    assert a_post(topic, colleague, "En", key=KEY) == a_post(topic, colleague, "En", key=KEY)
    assert a_post(topic, colleague, "To", key=KEY).text == "To" and Post.objects.count() == 3


def test_an_empty_draft_is_none(writer: Client, topic: Topic) -> None:
    save(writer, topic, "Nei")
    assert save(writer, topic, " ", 1).json()["version"] == 0 and not PostDraft.objects.exists()


def test_an_answer_to_what_was_closed_meanwhile_is_kept_with_the_reason(
    writer: Client, topic: Topic, editor: User
) -> None:
    close(topic, "Arbeidet er avsluttet.", by=editor)
    answer = writer.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": "For sent", "key": KEY})
    assert answer.status_code == 409 and "For sent" in answer.content.decode()
    said = writer.get("/nb/diskusjoner/utkast/").content.decode()
    assert "For sent" in said and "Arbeidet er avsluttet." in said


def test_its_page_shows_reason_and_text_and_what_can_be_done_and_no_editor(
    writer: Client, topic: Topic, editor: User
) -> None:
    close(topic, "Arbeidet er avsluttet.", by=editor)
    said = send(writer, topic, "For sent,\nmen nyttig", KEY).content.decode()
    assert "Arbeidet er avsluttet." in said and "For sent,<br>men nyttig" in said and "<textarea" not in said
    assert f"/skriv/?utkast={KEY}" in said and topic.get_absolute_url() in said


def test_what_its_topic_takes_no_more_can_open_one_of_its_own(writer: Client, topic: Topic, editor: User) -> None:
    close(topic, "Ferdig.", by=editor)
    send(writer, topic, "Likevel verdt å si", KEY)
    assert f"/skriv/?utkast={KEY}" in writer.get("/nb/diskusjoner/utkast/").content.decode()
    address = f"/nb/diskusjoner/skriv/?utkast={KEY}"
    assert "Likevel verdt å si</textarea>" in writer.get(address).content.decode()
    data = {"title": "Turnus", "text": "Likevel verdt å si", "board": topic.board_id, "kind": "question", "key": KEY}
    writer.post(address, {**data, "do": "draft", "version": 1})
    assert PostDraft.objects.get().topic is None
    writer.post(address, data)
    assert Topic.objects.filter(title="Turnus").exists() and not PostDraft.objects.exists()


def test_it_is_kept_beside_what_another_tab_has_kept(writer: Client, topic: Topic, editor: User) -> None:
    save(writer, topic, "I den ene fanen")
    close(topic, "Ferdig.", by=editor)
    answer = writer.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": "I den andre", "key": uuid4()})
    assert answer.status_code == 409 and "I den andre" in answer.content.decode()
    said = writer.get("/nb/diskusjoner/utkast/").content.decode()
    assert "I den ene fanen" in said and "I den andre" in said


def test_what_the_page_had_saved_before_its_topic_went_out_of_sight_lies_in_one_draft(
    client: Client, outsider: User, network: Network, author: User, editor: User
) -> None:
    topic = a_topic(a_board(), author)
    client.force_login(outsider)
    save(client, topic, "Vi spør alle")
    move(topic, a_networks_board(network), by=editor)
    for version in (1, 2):
        assert send(client, topic, "Vi spør alle, hver dag", KEY, version).status_code == 404
    assert [one.fields["text"] for one in PostDraft.objects.all()] == [["Vi spør alle, hver dag"]]


def test_and_before_it_became_part_of_another_in_which_there_is_one_too(
    writer: Client, topic: Topic, author: User, editor: User
) -> None:
    into = a_topic(topic.board, author)
    save(writer, topic, "Vi spør alle", key=KEY)
    save(writer, into, "Noe annet", key=uuid4())
    merge(topic, into, by=editor)
    said = send(writer, topic, "Vi spør alle, hver dag", KEY, 1).content.decode()
    assert "Vi spør alle, hver dag" in said
    kept = PostDraft.objects.order_by("version").values_list("fields__text", flat=True)
    assert list(kept) == [["Noe annet"], ["Vi spør alle, hver dag"]]


def test_sent_twice_to_what_was_closed_it_is_kept_once(writer: Client, topic: Topic, editor: User) -> None:
    save(writer, topic, "I den ene fanen")
    close(topic, "Ferdig.", by=editor)
    other = uuid4()
    for _click in "12":
        send(writer, topic, "I den andre", other)
    assert PostDraft.objects.count() == 2


def test_a_second_click_after_it_was_closed_is_no_draft_of_what_was_sent(
    writer: Client, topic: Topic, editor: User
) -> None:
    send(writer, topic, "Rakk det", KEY)
    close(topic, "Ferdig.", by=editor)
    answer = send(writer, topic, "Rakk det", KEY)
    assert answer.status_code == 302 and not PostDraft.objects.exists()


def test_without_a_script_there_is_a_button(writer: Client, topic: Topic) -> None:
    writer.post(f"/nb/diskusjoner/{topic.pk}/svar/", {"text": "Halvferdig", "key": KEY, "do": "draft"})
    assert "Halvferdig</textarea>" in writer.get(topic.get_absolute_url()).content.decode()
    assert Post.objects.count() == 1


def test_a_new_topic_goes_on_where_it_was_left(writer: Client, topic: Topic) -> None:
    data = {"title": "Hvordan lager dere turnus?", "text": "Hos oss", "kind": "discussion", "key": KEY, "version": 0}
    answer = writer.post("/nb/diskusjoner/skriv/lagre/", {**data, "board": topic.board_id}).json()
    assert "Hvordan lager dere turnus?" in writer.get("/nb/diskusjoner/skriv/").content.decode()
    said = writer.get(answer["url"]).content.decode()
    assert "Hos oss</textarea>" in said and 'value="discussion"' in said and str(KEY) in said
    writer.post(answer["url"], {**data, "board": topic.board_id})
    assert Topic.objects.filter(title="Hvordan lager dere turnus?").exists() and not PostDraft.objects.exists()


def test_a_draft_is_its_writers_alone(writer: Client, topic: Topic, author: User) -> None:
    save(writer, topic, "Bare for meg")
    other = Client()
    other.force_login(author)
    addresses = (topic.get_absolute_url(), "/nb/diskusjoner/utkast/", f"/nb/diskusjoner/skriv/?utkast={KEY}")
    assert all("Bare for meg" not in other.get(address).content.decode() for address in addresses)
    other.post(f"/nb/diskusjoner/utkast/{KEY}/kast/")
    assert PostDraft.objects.exists()
    writer.post(f"/nb/diskusjoner/utkast/{KEY}/kast/")
    assert not PostDraft.objects.exists()


def test_what_is_too_long_for_any_form_is_refused(writer: Client, topic: Topic) -> None:
    assert save(writer, topic, "x" * 100_000).status_code == 200
    assert save(writer, topic, "x" * 130_000, 1).status_code == 413


def test_drafts_go_with_whoever_leaves(writer: Client, topic: Topic, colleague: User) -> None:
    save(writer, topic, "Halvferdig")
    anonymise(colleague)
    assert not PostDraft.objects.exists()


def test_what_nobody_touches_for_180_days_is_deleted(writer: Client, topic: Topic) -> None:
    save(writer, topic, "Gammelt", key=KEY)
    writer.post("/nb/diskusjoner/skriv/lagre/", {"title": "Nytt", "key": uuid4(), "version": 0})
    PostDraft.objects.filter(key=KEY).update(saved_at=timezone.now() - KEPT + timedelta(minutes=1))
    assert prune() == 0
    PostDraft.objects.filter(key=KEY).update(saved_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert prune() == 1 and PostDraft.objects.get().fields["title"] == ["Nytt"]
    assert draft.prune in {job.run for job in periodic.jobs()}


def test_what_is_touched_as_it_is_pruned_stays(
    writer: Client, topic: Topic, monkeypatch: pytest.MonkeyPatch, colleague: User
) -> None:
    save(writer, topic, "Gammelt")
    PostDraft.objects.update(saved_at=timezone.now() - KEPT - timedelta(days=1))
    chosen = list

    def touched_meanwhile(rows: Any) -> list[Any]:
        found = chosen(rows)
        PostDraft.objects.update(saved_at=timezone.now())
        return found

    monkeypatch.setattr(draft, "list", touched_meanwhile, raising=False)
    assert prune() == 0 and PostDraft.objects.exists()


def test_the_page_of_a_topic_stays_cheap(writer: Client, topic: Topic, django_assert_max_num_queries: Any) -> None:
    save(writer, topic, "Halvferdig")
    with django_assert_max_num_queries(10):
        writer.get(topic.get_absolute_url())
