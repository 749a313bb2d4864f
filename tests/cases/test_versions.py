"""Versions of a resource, each with its files; and how often they are fetched."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.complete import IncompleteError
from cases.models import Downloads, Resource, ResourceVersion
from cases.submit import submit
from cases.write import as_written, save_draft
from community.access.audience import PUBLIC, network_key
from community.images.unused import delete_unused
from community.members.models import User
from community.networks.models import Network
from tests.factories.resources import a_form, a_resource, a_resource_draft, a_word_file, published, with_file

PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"}


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_each_publication_with_other_files_is_a_version_with_an_address(
    client: Client, author: User, network: Network
) -> None:
    first = published(with_file(a_resource_draft(author, network), a_word_file("den gamle")))
    second = published(with_file(first, a_word_file("den nye", "nytt.docx"), note="Rettet etter ferien"))
    assert [(one.number, one.note) for one in second.versions.all()] == [(2, "Rettet etter ferien"), (1, "")]
    page = client.get(second.get_absolute_url()).content.decode()
    assert "Rettet etter ferien" in page and "/versjon/1/" in page
    old = client.get(f"/nb/ressurser/{second.pk}-samtaleskjema/versjon/1/").content.decode()
    key = second.files.first().upload.key
    assert f"/versjon/1/filer/{key}/" in old and "nytt" not in old
    assert "-samtaleskjema/versjon/1/</span>" in old  # the reference leads to this version, not to today's
    answer = client.get(f"/nb/ressurser/{second.pk}/versjon/1/filer/{key}/", **PERSON)
    assert b"word/document.xml" in b"".join(answer.streaming_content)
    assert client.get(f"/nb/ressurser/{second.pk}/versjon/3/").status_code == 404


def test_a_word_put_right_is_no_version_of_its_own(author: User, network: Network) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    draft = as_written(live)
    draft.summary = "Uten trykkfeil."
    published(save_draft(draft, expected_version=draft.version, by=author))
    version = ResourceVersion.objects.get()
    assert (version.number, version.content["summary"]) == (1, "Uten trykkfeil.")


def test_other_files_need_a_word_on_what_is_new(author: User, network: Network) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    changed = with_file(live, a_word_file("en annen"))
    with pytest.raises(IncompleteError) as lacking:
        submit(changed, by=author)
    assert set(lacking.value.missing) == {"change_note"}


def test_a_version_is_seen_by_those_who_saw_it_then(
    client: Client, author: User, colleague: User, network: Network
) -> None:
    closed = a_resource_draft(author, network, audience=network_key(network.pk))
    live = published(with_file(closed, a_word_file("bare for nettverket")))
    draft = as_written(live)
    draft.audience = PUBLIC
    opened = published(save_draft(draft, expected_version=draft.version, by=author))
    address = f"/nb/ressurser/{opened.pk}-samtaleskjema/versjon/1/"
    assert client.get(opened.get_absolute_url()).status_code == 200
    assert (
        client.get(address).status_code == 404
        and "versjon/1" not in client.get(opened.get_absolute_url()).content.decode()
    )
    client.force_login(colleague)
    assert client.get(address).status_code == 200


def kept(page: Any) -> dict[str, str]:
    """What the page holds of the files that were chosen on it, as it sends it the next time."""
    boxes = re.findall(r'name="([\w-]+_kept)" id="[\w-]+" value="([^"]+)" data-file checked', page.content.decode())
    return dict(boxes)


def test_of_two_who_upload_at_once_the_second_is_told_and_keeps_the_file(
    client: Client, author: User, project_leader: User, network: Network
) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    address = f"/nb/ressurser/{live.pk}/rediger/"
    client.force_login(author)
    mine = a_form(version=live.version, new_file=a_word_file("min", "min.docx"), change_note="Min")
    assert client.post(address, mine).status_code == 302
    client.force_login(project_leader)
    theirs = a_form(version=live.version, new_file_statement="Tekst", change_note="Deres")
    page = client.post(address, {**theirs, "new_file": a_word_file("deres", "deres.docx")})
    assert page.status_code == 409 and "Ta med «deres.docx»" in page.content.decode()
    draft = as_written(Resource.objects.get(pk=live.pk))
    assert (draft.change_note, [row.title for row in draft.files.all()]) == ("Min", ["min.docx"])
    assert client.post(address, {**theirs, "version": page.context["version"], **kept(page)}).status_code == 302
    draft = as_written(Resource.objects.get(pk=live.pk))
    assert (draft.change_note, [row.title for row in draft.files.all()]) == ("Deres", ["deres.docx"])


@pytest.fixture
def in_its_place(author: User, network: Network) -> tuple[Resource, dict[str, Any]]:
    """A published resource, and what a page sends that gives its file another in its place."""
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    [row] = as_written(live).files.all()
    return live, {
        "version": live.version, "change_note": "Ny", "files-TOTAL_FORMS": 1, "files-INITIAL_FORMS": 1,
        "files-0-id": row.pk, "files-0-upload": row.upload.key, "files-0-title": row.title,
        "files-0-statement": "Tekst",
    }  # fmt: skip


Sent = tuple[Resource, dict[str, Any]]


def replaced(client: Client, sent: Sent, name: str, **more: Any) -> Any:
    live, fields = sent
    file = {"files-0-replacement": a_word_file(name, f"{name}.docx")}
    return client.post(f"/nb/ressurser/{live.pk}/rediger/", a_form(**{**fields, **file, **more}))


def in_the_draft() -> list[tuple[str, str]]:
    return [(row.title, row.upload.name) for row in as_written(Resource.objects.get()).files.all()]


def test_of_two_who_give_a_file_another_in_its_place_the_second_loses_nothing(
    client: Client, author: User, in_its_place: Sent
) -> None:
    client.force_login(author)
    assert replaced(client, in_its_place, "en").status_code == 302
    page = replaced(client, in_its_place, "to")
    assert page.status_code == 409 and "Velg filen på nytt" not in page.content.decode()
    assert in_the_draft() == [("en.docx", "en.docx")]
    links = re.findall(r'href="(/nb/ressurser/\d+/filer/[^"]+)"', page.content.decode())
    assert [client.get(link).status_code for link in links] == [200]  # that of the file that is there
    live, fields = in_its_place
    again = a_form(**{**fields, "version": page.context["version"]}, **kept(page))
    assert client.post(f"/nb/ressurser/{live.pk}/rediger/", again).status_code == 302
    assert in_the_draft() == [("to.docx", "to.docx")]


def test_a_newer_file_in_the_place_of_one_that_somebody_took_away_is_not_lost(
    client: Client, author: User, in_its_place: Sent
) -> None:
    live, fields = in_its_place
    client.force_login(author)
    assert client.post(f"/nb/ressurser/{live.pk}/rediger/", a_form(**fields, **{"files-0-DELETE": "on"})).url
    page = replaced(client, in_its_place, "to")
    assert page.status_code == 409 and in_the_draft() == []
    again = a_form(**{**fields, "version": page.context["version"]}, **kept(page))
    assert client.post(f"/nb/ressurser/{live.pk}/rediger/", again).status_code == 302
    assert in_the_draft() == [("to.docx", "to.docx")]


def test_what_was_kept_can_be_let_go_of(client: Client, author: User, in_its_place: Sent) -> None:
    client.force_login(author)
    replaced(client, in_its_place, "en")
    page = replaced(client, in_its_place, "to")
    live, fields = in_its_place
    again = a_form(**{**fields, "version": page.context["version"]})
    client.post(f"/nb/ressurser/{live.pk}/rediger/", again)
    assert in_the_draft() == [("en.docx", "en.docx")]
    assert delete_unused(timedelta(seconds=-5)) == 1


def test_what_was_kept_is_its_owners_and_this_texts_alone(
    client: Client, author: User, project_leader: User, network: Network, in_its_place: Sent
) -> None:
    client.force_login(author)
    replaced(client, in_its_place, "en")
    box = kept(replaced(client, in_its_place, "to"))["files-0-replacement_kept"]
    other = a_resource_draft(author, network, "Et annet")
    for person, target in ((author, other), (project_leader, in_its_place[0])):
        client.force_login(person)
        sent = a_form(version=target.version, new_file_kept=box)
        page = client.post(f"/nb/ressurser/{target.pk}/rediger/", sent)
        assert "Filen er ikke tatt vare på lenger" in page.content.decode()
    assert "to.docx" not in [row.upload.name for row in as_written(other).files.all()]


def test_the_same_file_sent_twice_is_saved_already(client: Client, author: User, in_its_place: Sent) -> None:
    client.force_login(author)
    for _try in range(2):
        assert replaced(client, in_its_place, "en").status_code == 302
    assert in_the_draft() == [("en.docx", "en.docx")]


def test_a_file_chosen_when_the_text_waits_for_an_editor_is_kept(
    client: Client, author: User, in_its_place: Sent
) -> None:
    client.force_login(author)
    assert replaced(client, in_its_place, "en", do="submit").status_code == 302
    assert replaced(client, in_its_place, "en", do="submit").status_code == 302  # a double click
    page = replaced(client, in_its_place, "to")
    assert page.status_code == 409 and set(kept(page)) == {"files-0-replacement_kept"}


def test_a_file_waits_until_the_rest_is_in_order(client: Client, author: User, in_its_place: Sent) -> None:
    client.force_login(author)
    page = replaced(client, in_its_place, "en", year="i fjor")
    assert page.status_code == 200 and in_the_draft() == [("skjema.docx", "skjema.docx")]
    live, fields = in_its_place
    again = a_form(**{**fields, "version": page.context["version"]}, **kept(page))
    client.post(f"/nb/ressurser/{live.pk}/rediger/", again)
    assert in_the_draft() == [("en.docx", "en.docx")]


def test_a_title_that_somebody_wrote_stays_when_the_file_is_another(
    client: Client, author: User, in_its_place: Sent
) -> None:
    client.force_login(author)
    replaced(client, in_its_place, "en", **{"files-0-title": "Skjema for vikarer"})
    assert in_the_draft() == [("Skjema for vikarer", "en.docx")]


def test_the_files_of_all_versions_are_kept(author: User, network: Network) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    draft = as_written(live)
    draft.files, draft.change_note = [], "Uten fil"
    published(save_draft(draft, expected_version=draft.version, by=author))
    live.revisions.exclude(pk=Resource.objects.get(pk=live.pk).latest_revision_id).delete()
    assert delete_unused(timedelta(seconds=-5)) == 0


@pytest.mark.parametrize(
    ("method", "headers", "counted"),
    [
        ("get", PERSON, 1),
        ("head", PERSON, 0),
        ("get", {**PERSON, "HTTP_SEC_PURPOSE": "prefetch;prerender"}, 0),
        ("get", {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, 0),
        ("get", {"HTTP_USER_AGENT": "curl/8.5"}, 0),
    ],
)
def test_a_person_is_counted_and_nothing_kept_of_who(
    client: Client, author: User, network: Network, method: str, headers: dict[str, str], counted: int
) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    address = f"/nb/ressurser/{live.pk}/filer/{live.files.get().upload.key}/"
    for _time in range(2):
        answer = getattr(client, method)(address, **headers)
        assert answer.status_code == 200 and list(answer)[:0] == []
    rows = list(Downloads.objects.values_list("day", "number"))
    assert rows == ([(timezone.localdate(), 2)] if counted else [])
    assert {field.name for field in Downloads._meta.fields} == {"id", "resource", "day", "number"}


def test_the_figure_is_everyones_and_the_days_are_the_owners(client: Client, author: User, network: Network) -> None:
    live = a_resource(author, network)
    Downloads.objects.create(resource=live, day=timezone.localdate(), number=7)
    page = client.get(live.get_absolute_url()).content.decode()
    assert "Hentet 7 ganger" in page and "Dag for dag" not in page
    client.force_login(author)
    assert "Dag for dag" in client.get(live.get_absolute_url()).content.decode()
