"""Versions of a resource, each with its files; and how often they are fetched."""

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


def test_of_two_who_upload_at_once_the_second_is_told(
    client: Client, author: User, project_leader: User, network: Network
) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    client.force_login(author)
    opened = live.version
    mine = a_form(version=opened, new_file=a_word_file("min"), new_file_statement="Tekst", change_note="Min")
    assert client.post(f"/nb/ressurser/{live.pk}/rediger/", mine).status_code == 302
    client.force_login(project_leader)
    theirs = a_form(version=opened, new_file=a_word_file("deres"), new_file_statement="Tekst", change_note="Deres")
    page = client.post(f"/nb/ressurser/{live.pk}/rediger/", theirs)
    assert page.status_code == 409 and "Velg filen på nytt" in page.content.decode()
    assert "Deres" in page.content.decode()
    assert as_written(Resource.objects.get(pk=live.pk)).change_note == "Min"


def test_of_two_who_give_a_file_another_in_its_place_the_second_is_told_and_may_go_on(
    client: Client, author: User, network: Network
) -> None:
    live = published(with_file(a_resource_draft(author, network), a_word_file()))
    [row] = as_written(live).files.all()
    sent = {
        "version": live.version, "change_note": "Ny", "files-TOTAL_FORMS": 1, "files-INITIAL_FORMS": 1,
        "files-0-id": row.pk, "files-0-title": "Skjema", "files-0-statement": "Tekst", "files-0-upload": row.upload.key,
    }  # fmt: skip
    address = f"/nb/ressurser/{live.pk}/rediger/"
    client.force_login(author)
    first, second = (a_word_file(words, f"{words}.docx") for words in ("en", "to"))
    assert client.post(address, a_form(**sent, **{"files-0-replacement": first})).status_code == 302
    page = client.post(address, a_form(**sent, **{"files-0-replacement": second}))
    assert page.status_code == 409 and "Velg filen på nytt" in page.content.decode()
    assert [one.upload.name for one in as_written(Resource.objects.get()).files.all()] == ["en.docx"]
    sent["version"] = page.context["version"]
    second.seek(0)
    assert client.post(address, a_form(**sent, **{"files-0-replacement": second})).status_code == 302
    assert [one.upload.name for one in as_written(Resource.objects.get()).files.all()] == ["to.docx"]


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
