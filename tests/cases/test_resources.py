"""A resource: written, reviewed, published, read, found, fetched and renewed, by the same beams as an experience."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.contents import contents
from cases.models import Resource
from cases.retire import archive
from cases.review import approve
from cases.submit import submit
from cases.write import as_written, save_draft
from community.access.audience import MEMBERS
from community.access.viewer import ANONYMOUS
from community.images.text import read_waiting
from community.images.unused import delete_unused
from community.members.models import User
from community.networks.models import Network
from community.notifications.models import Event
from search.find import find
from tests.factories.cases import an_experience
from tests.factories.resources import a_form, a_resource, a_resource_draft, a_word_file, published, with_file

PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"}


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def errors(page: Any) -> dict[str, Any]:
    found = dict(page.context["form"].errors)
    for number, row in enumerate(page.context["form"].formsets["files"].forms):
        found |= {f"{number}-{name}": said for name, said in row.errors.items()}
    return found


def test_from_a_phone_to_the_search(client: Client, author: User, editor: User, network: Network) -> None:
    client.force_login(author)
    sent = a_form(
        new_file=a_word_file("Hvem er kontaktperson i ferien?"), new_file_statement="Alt er tekst.", do="submit"
    )
    assert client.post("/nb/ressurser/skriv/", sent)["Location"] == "/nb/mine-ressurser/"
    waiting = Resource.objects.get()
    assert waiting.review_state == "submitted" and not waiting.live
    client.force_login(editor)
    assert "Samtaleskjema" in client.get("/nb/redaktor/").content.decode()
    case = client.get(f"/nb/redaktor/ressurser/{waiting.pk}/")
    assert "skjema.docx" in case.content.decode()
    client.post(f"/nb/redaktor/ressurser/{waiting.pk}/godkjenn/", {"revision": waiting.latest_revision_id})
    client.logout()
    live = Resource.objects.get()
    page = client.get(live.get_absolute_url()).content.decode()
    assert "CC BY 4.0" in page and "Til den første samtalen." in page and "DOCX" in page
    assert "Samtaleskjema" in client.get("/nb/ressurser/?kind=form").content.decode()
    assert "Samtaleskjema" not in client.get("/nb/ressurser/?kind=film").content.decode()
    assert not find("kontaktperson", ANONYMOUS).hits
    assert read_waiting() == 1
    [hit] = find("kontaktperson", ANONYMOUS).hits
    assert hit.thing == live and hit.face == ["Mal eller skjema", "DOCX", "CC BY 4.0"]


def test_what_is_missing_is_said_beside_its_field(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    lacking = {"summary": "", "kind": "", "licence": "stated", "do": "submit", "themes": []}
    page = client.post("/nb/ressurser/skriv/", a_form(title="", **lacking))
    assert set(errors(page)) == {"title", "summary", "kind", "licence_words", "new_file", "themes"}
    page = client.post("/nb/ressurser/skriv/", a_form(**lacking))
    assert set(errors(page)) == {"summary", "kind", "licence_words", "new_file", "themes"}
    draft = Resource.objects.get()
    page = client.post(
        f"/nb/ressurser/{draft.pk}/rediger/", a_form(version=draft.version, new_file=a_word_file(), do="submit")
    )
    assert set(errors(page)) == {"0-statement"}


def test_what_must_be_there_is_said_before_it_is_sent(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    for address in ("/nb/ressurser/skriv/", "/nb/erfaringer/skriv/"):
        page = client.get(address)
        parts = page.content.decode().split("(må fylles ut)")[:-1]
        labels = "".join(part[-300:] for part in parts)
        needed = page.context["form"].needed
        assert all(str(page.context["form"][name].label) in labels for name in needed)
        assert len(parts) == len(needed) + ("ressurser" in address)  # and one for the files or the link
        assert "CSV eller tekst, høyst 20 MB" in page.content.decode()


def test_a_new_text_says_why_themes_are_chosen_already(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    said = "temaene i det du skrev sist"
    assert said not in client.get("/nb/ressurser/skriv/").content.decode()
    live = a_resource(author, network)
    assert said in client.get("/nb/ressurser/skriv/").content.decode()
    assert said not in client.get(f"/nb/ressurser/{live.pk}/rediger/").content.decode()


def test_the_summary_names_what_a_file_lacks(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    page = client.post("/nb/ressurser/skriv/", a_form(new_file=a_word_file(), do="submit")).content.decode()
    assert "Hvor tilgjengelig filen er: Legg ved" in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org/a", "mailto:a@example.org"])
def test_a_link_leads_to_the_web(client: Client, author: User, network: Network, link: str) -> None:
    client.force_login(author)
    page = client.post("/nb/ressurser/skriv/", a_form(link=link))
    assert set(errors(page)) == {"link"}
    assert Resource.objects.get().link == ""


def test_a_file_that_is_no_document_takes_nothing_with_it(client: Client, author: User, network: Network) -> None:
    client.force_login(author)
    page = client.post("/nb/ressurser/skriv/", a_form(new_file=a_word_file(name="avtale.pdf")))
    assert "Teksten din er lagret." in str(errors(page)["new_file"])
    assert Resource.objects.get().title == "Samtaleskjema" and not Resource.objects.get().files.exists()


def test_a_file_gives_way_to_a_newer_one_and_gets_an_accessible_one(
    client: Client, author: User, network: Network
) -> None:
    draft = with_file(a_resource_draft(author, network), a_word_file("gammel"))
    client.force_login(author)
    page = client.get(f"/nb/ressurser/{draft.pk}/rediger/")
    [row] = page.context["form"].formsets["files"].forms
    sent = {
        "files-TOTAL_FORMS": 1, "files-INITIAL_FORMS": 1, "files-0-id": row.instance.pk, "files-0-title": "Skjema",
        "files-0-upload": row.instance.upload.key, "files-0-replacement": a_word_file("ny", "ny.docx"),
        "files-0-new_accessible": a_word_file("lett", "lett.docx"),
    }  # fmt: skip
    answer = client.post(f"/nb/ressurser/{draft.pk}/rediger/", a_form(version=draft.version, **sent))
    assert answer.status_code == 302
    [now] = as_written(Resource.objects.get(pk=draft.pk)).files.all()
    assert (now.title, now.upload.name, now.accessible.name) == ("Skjema", "ny.docx", "lett.docx")
    assert delete_unused(timedelta(seconds=-5)) == 1  # what gave way, and never was published


def test_where_it_is_used_each_is_told_of_what_they_may_see(
    client: Client, author: User, colleague: User, network: Network
) -> None:
    live = a_resource(author, network)
    an_experience(author, network, "Valgte det", resources=[live])
    an_experience(author, network, "Lenket til det", need=f"Se [skjemaet]({live.get_absolute_url()}).")
    an_experience(author, network, "Lukket", action=f"http://localhost:8000{live.get_absolute_url()}", audience=MEMBERS)
    an_experience(author, network, "En annens", need=f"https://example.org{live.get_absolute_url()}")
    seen = client.get(live.get_absolute_url()).content.decode()
    assert "Valgte det" in seen and "Lenket til det" in seen and "Lukket" not in seen and "En annens" not in seen
    client.force_login(colleague)
    assert "Lukket" in client.get(live.get_absolute_url()).content.decode()


def test_a_page_costs_the_same_however_much_is_on_it(client: Client, author: User, network: Network) -> None:
    asked = []
    for files in (1, 3):
        draft = a_resource_draft(author, network)
        for number in range(files):
            draft = with_file(draft, a_word_file(f"fil {number}"))
        live = published(draft)
        for number in range(files):
            live = published(with_file(live, a_word_file(f"ny {number}"), note=f"Ny {number}"))
            an_experience(author, network, f"Brukt {number}", resources=[live])
            an_experience(author, network, f"Lenket {number}", need=live.get_absolute_url())
        client.get(live.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(live.get_absolute_url())
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 14


def test_the_list_costs_the_same_for_one_and_for_three(client: Client, author: User, network: Network) -> None:
    asked = []
    for titles in (["En"], ["To", "Tre"]):
        for title in titles:
            published(with_file(a_resource_draft(author, network, title), a_word_file(title)))
        assert client.get("/nb/ressurser/").status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get("/nb/ressurser/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_tag_in_the_address_is_named_to_those_who_may_know_it(client: Client, author: User, network: Network) -> None:
    closed = a_resource_draft(author, network, audience=MEMBERS)
    closed.tags.set(["hemmelig ord"])
    published(save_draft(closed, expected_version=closed.version, by=author))
    assert "hemmelig ord" not in client.get("/nb/ressurser/?tag=hemmelig-ord").content.decode()
    client.force_login(author)
    assert "hemmelig ord" in client.get("/nb/ressurser/?tag=hemmelig-ord").content.decode()


def test_tags_stand_once_on_the_page(client: Client, author: User, network: Network) -> None:
    resource = a_resource(author, network)
    resource.tags.add("ferie")
    resource.save()
    assert client.get(resource.get_absolute_url()).content.decode().count(">ferie</") == 1


def test_what_is_archived_is_read_and_not_listed(client: Client, author: User, network: Network) -> None:
    old = archive(a_resource(author, network, "Gammelt skjema"), by=author)
    assert "Gammelt skjema" not in client.get("/nb/ressurser/").content.decode()
    assert client.get(old.get_absolute_url()).status_code == 200
    assert not find("Gammelt skjema", ANONYMOUS, {"kind": ["resource"]}).hits


def test_an_editors_other_words_wait_for_the_author(
    client: Client, author: User, editor: User, network: Network
) -> None:
    live = a_resource(author, network)
    client.force_login(editor)
    sent = {"version": live.version, "title": live.title, "summary": live.summary, "about": "Fyll det ut i ro."}
    assert client.post(f"/nb/redaktor/ressurser/{live.pk}/forslag/", sent).status_code == 302
    assert "Samtaleskjema" in client.get("/nb/redaktor/").content.decode()
    client.force_login(author)
    proposal = live.proposals.get()
    assert "i ro" in client.get(f"/nb/ressurser/{live.pk}/forslag/").content.decode()
    client.post(f"/nb/ressurser/{live.pk}/forslag/{proposal.pk}/", {"answer": "accept"})
    assert Resource.objects.get(pk=live.pk).about == "Fyll det ut i ro."


def test_approval_tells_the_author_by_notice_and_mail(
    author: User, editor: User, network: Network, mailoutbox: Any
) -> None:
    waiting = submit(a_resource_draft(author, network), by=author)
    approve(waiting, by=editor)
    assert {event.subject_type for event in Event.objects.all()} == {"cases.resource"}
    assert any("Publisert: Samtaleskjema" in mail.subject for mail in mailoutbox)


def test_an_experience_names_what_it_used_to_those_who_may_see_it(
    client: Client, author: User, network: Network
) -> None:
    opened, closed = a_resource(author, network), a_resource(author, network, "For medlemmer", audience=MEMBERS)
    used = an_experience(author, network, resources=[opened, closed])
    page = client.get(used.get_absolute_url()).content.decode()
    assert "Metoder og maler vi brukte" in page and "Samtaleskjema" in page and "For medlemmer" not in page
    client.force_login(author)
    assert "For medlemmer" in client.get(used.get_absolute_url()).content.decode()
    form = client.get(f"/nb/erfaringer/{used.pk}/rediger/").context["form"]
    assert {str(one) for one in form.fields["resources"].queryset} == {"Samtaleskjema", "For medlemmer"}


def test_what_only_some_may_see_is_not_named_to_whoever_judges(author: User, network: Network) -> None:
    closed = a_resource(author, network, "For medlemmer", audience=MEMBERS)
    draft = as_written(an_experience(author, network, resources=[closed, a_resource(author, network)]))
    assert {part.name: part.text for part in contents(draft)}["resources"] == "Samtaleskjema"
