"""Pictures, files and figures in the form; and the desk, by its addresses."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localdate
from PIL import Image

from cases.models import Experience, Proposal
from cases.submit import submit
from cases.write import as_written, save_draft
from community.members.models import User
from community.networks.models import Network
from tests.cases.test_views_write import WRITE, typed
from tests.factories.cases import a_draft, an_experience
from tests.factories.networks import a_theme


def a_picture(name: str = "vaktplan.jpg", kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", size, "teal").save(data, kind)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


@pytest.fixture
def phone(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


@pytest.fixture
def waiting(author: User, network: Network) -> Experience:
    draft = a_draft(author, network)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    return submit(Experience.objects.get(pk=draft.pk), by=author)


def test_a_picture_is_added_with_its_words_and_shown(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt="En vaktplan på tavla"))
    picture = Experience.objects.get().pictures.get()
    assert (picture.alt_text, picture.upload.width) == ("En vaktplan på tavla", 60)


def test_pictures_stand_in_the_order_they_came(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt="Først"))
    draft = Experience.objects.get()
    kept = draft.pictures.get()
    rows = {"pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 1, "pictures-0-id": kept.pk,
            "pictures-0-upload": str(kept.upload.key), "pictures-0-alt_text": "Først"}  # fmt: skip
    second = typed(network, version=1, new_picture=a_picture(size=(61, 40)), new_picture_alt="Så")
    page = phone.post(f"/nb/erfaringer/{draft.pk}/rediger/", second | rows, follow=True)
    shown = page.context["form"].formsets["pictures"].forms
    assert [row.instance.alt_text for row in shown] == ["Først", "Så"]


def test_a_picture_without_words_is_refused_and_the_text_kept(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt=""))
    assert "id_new_picture_alt_error" in page.content.decode()
    assert not Experience.objects.get().pictures.exists()


def test_a_picture_chosen_while_somebody_else_saved_goes_along_the_next_time(
    phone: Client, author: User, network: Network
) -> None:
    address = f"/nb/erfaringer/{a_draft(author, network).pk}/rediger/"
    phone.post(address, typed(network, need="Fra den ene fanen", version=0))
    mine = typed(network, need="Fra den andre", new_picture_alt="Tavla")
    page = phone.post(address, {**mine, "version": 0, "new_picture": a_picture()})
    box = page.context["form"].fields["new_picture"].widget.kept
    assert page.status_code == 409 and box.name == "vaktplan.jpg"
    phone.post(address, {**mine, "version": page.context["version"], "new_picture_kept": box.token})
    assert [row.alt_text for row in as_written(Experience.objects.get()).pictures.all()] == ["Tavla"]


def test_a_gif_named_jpg_is_refused_beside_its_field(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, typed(network, new_picture=a_picture(kind="GIF"), new_picture_alt="x")).content.decode()
    assert "id_new_picture_error" in page and "Teksten din er lagret." in page
    assert not Experience.objects.get().pictures.exists()


def test_a_pictures_hidden_key_cannot_name_anothers(phone: Client, network: Network, author: User) -> None:
    phone.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt="Mitt"))
    first = Experience.objects.get()
    stolen = first.pictures.get().upload.key
    forged = typed(network, title="Et annet") | {
        "pictures-TOTAL_FORMS": 1, "pictures-0-upload": str(stolen), "pictures-0-alt_text": "Ditt",
    }  # fmt: skip
    phone.post(WRITE, forged)
    assert all(e.pictures.count() == 0 for e in Experience.objects.exclude(pk=first.pk))


def test_a_picture_is_taken_away_again(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt="Mitt"))
    draft = Experience.objects.get()
    picture = draft.pictures.get()
    away = typed(network, version=draft.version) | {
        "pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 1, "pictures-0-id": picture.pk,
        "pictures-0-upload": str(picture.upload.key), "pictures-0-alt_text": "Mitt", "pictures-0-DELETE": "on",
    }  # fmt: skip
    phone.post(f"/nb/erfaringer/{draft.pk}/rediger/", away)
    assert not as_written(Experience.objects.get()).pictures.all()


def test_a_figure_is_written_with_a_comma(phone: Client, network: Network) -> None:
    figures = typed(network) | {
        "measures-TOTAL_FORMS": 1, "measures-0-name": "Nærvær", "measures-0-unit": "prosent",
        "measures-0-before": "91,6", "measures-0-after": "93,4", "measures-0-n": 214,
    }  # fmt: skip
    phone.post(WRITE, figures)
    measure = Experience.objects.get().measures.get()
    assert (float(measure.before), float(measure.after)) == (91.6, 93.4)


@pytest.mark.parametrize(("written", "stored"), [("1 234,5", 1234.5), ("1\u00a0234,50", 1234.5), ("−3.2", -3.2)])
def test_figures_are_read_as_people_write_them(phone: Client, network: Network, written: str, stored: float) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Nærvær", "measures-0-before": written}
    phone.post(WRITE, typed(network) | row)
    assert float(Experience.objects.get().measures.get().before) == stored


def test_a_wrong_figure_is_told_on_top_and_unfolded(phone: Client, network: Network) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Nærvær", "measures-0-before": "åtte"}
    page = phone.post(WRITE, typed(network) | row).content.decode()
    assert 'href="#id_measures-0-before"' in page and '<details class="ds-details" open>' in page


def test_a_text_pasted_too_long_is_never_cut_without_a_word(phone: Client, network: Network) -> None:
    assert "maxlength" not in phone.get(WRITE).content.decode()
    page = phone.post(WRITE, typed(network, tags="x" * 61)).content.decode()
    assert "id_tags_error" in page


def test_a_row_that_is_emptied_is_none(phone: Client, network: Network) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Overtid", "measures-0-before": "2"}
    phone.post(WRITE, typed(network) | row)
    draft = Experience.objects.get()
    away = row | {"measures-INITIAL_FORMS": 1, "measures-0-id": draft.measures.get().pk, "measures-0-name": "",
                  "measures-0-before": ""}  # fmt: skip
    saved = phone.post(f"/nb/erfaringer/{draft.pk}/rediger/lagre/", typed(network, version=1) | away).json()
    assert not draft.measures.exists()
    again = away | {"measures-0-name": "Likevel"}
    assert phone.post(saved["url"], typed(network, version=saved["version"]) | again).status_code == 302
    assert draft.measures.get().name == "Likevel"


def test_figures_without_a_name_are_asked_for_one_only_when_the_person_saves(phone: Client, network: Network) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-before": "2"}
    saved = phone.post("/nb/erfaringer/skriv/lagre/", typed(network) | row).json()
    assert saved["errors"] == {}
    page = phone.post(saved["url"], typed(network, version=1) | row).content.decode()
    assert 'href="#id_measures-0-name"' in page


def test_a_row_that_the_page_had_saved_by_itself_is_not_doubled(phone: Client, network: Network) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Overtid", "measures-0-before": "2", "measures-0-after": "1"}
    first = phone.post("/nb/erfaringer/skriv/lagre/", typed(network) | row).json()
    second = phone.post(first["autosave_url"], typed(network, version=1) | row).json()
    phone.post(second["url"], typed(network, version=2, do="submit") | row)
    draft = Experience.objects.get()
    assert [m.name for m in as_written(draft).measures.all()] == ["Overtid"]
    assert draft.measures.count() == 1


def test_a_picture_of_a_published_one_is_not_doubled_by_a_change(phone: Client, author: User, network: Network) -> None:
    published = an_experience(author, network)
    edit = f"/nb/erfaringer/{published.pk}/rediger/"
    phone.post(edit, typed(network, new_picture=a_picture(), new_picture_alt="Mitt"))
    upload = as_written(Experience.objects.get()).pictures.all()[0].upload
    again = {"pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 1, "pictures-0-id": "",
             "pictures-0-upload": str(upload.key), "pictures-0-alt_text": "Mitt"}  # fmt: skip
    phone.post(edit, typed(network, version=1) | again)
    assert len(as_written(Experience.objects.get()).pictures.all()) == 1


def test_few_people_behind_a_figure_are_pointed_out(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, happened="Fire av fem ble til ut august."))
    page = phone.get(f"/nb/erfaringer/{Experience.objects.get().pk}/rediger/").content.decode()
    assert page.count("Fire av fem") > 1


def test_an_editor_judges_at_the_desk(client: Client, editor: User, waiting: Experience) -> None:
    client.force_login(editor)
    case = f"/nb/redaktor/{waiting.pk}/"
    assert client.get(case).status_code == 200
    client.post(f"{case}ta/")
    assert Experience.objects.get().reviewer == editor
    read = {"revision": waiting.latest_revision_id}
    assert client.post(f"{case}send-tilbake/", {"text": "", **read}).status_code == 200
    client.post(f"{case}send-tilbake/", {"about_need": "Hvem gjaldt det?", **read})
    assert Experience.objects.get().review_state == "sent_back"
    late = client.post(f"{case}godkjenn/", follow=True)
    assert late.redirect_chain and not Experience.objects.get().live
    desk = client.get("/nb/redaktor/").content.decode()
    assert f"sendt tilbake {date_format(localdate(), 'j. F')}" in desk


def test_an_editors_other_words_are_the_authors_to_accept(
    client: Client, author: User, editor: User, waiting: Experience
) -> None:
    client.force_login(editor)
    texts = {"title": "Mentor i tre uker", "need": waiting.need, "action": waiting.action, "version": waiting.version}
    client.post(f"/nb/redaktor/{waiting.pk}/forslag/", texts | {"happened": "", "not_worked": waiting.not_worked})
    client.post(f"/nb/redaktor/{waiting.pk}/forslag/", texts | {"happened": waiting.happened, "not_worked": "Alt"})
    proposal = Proposal.objects.get(state="pending")
    client.force_login(author)
    assert "<ins>" in client.get(f"/nb/erfaringer/{waiting.pk}/forslag/").content.decode()
    client.post(f"/nb/erfaringer/{waiting.pk}/forslag/{proposal.pk}/", {"answer": "accept"})
    assert as_written(Experience.objects.get()).not_worked == "Alt"


def test_the_same_picture_again_is_called_what_was_written_last(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt="En tavle"))
    draft = Experience.objects.get()
    kept = draft.pictures.get()
    rows = {"pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 1, "pictures-0-id": kept.pk,
            "pictures-0-upload": str(kept.upload.key), "pictures-0-alt_text": "En tavle"}  # fmt: skip
    again = typed(network, version=1, new_picture=a_picture("annet.jpg"), new_picture_alt="Vaktplanen på tavla")
    page = phone.post(f"/nb/erfaringer/{draft.pk}/rediger/", again | rows, follow=True)
    shown = page.context["form"].formsets["pictures"].forms
    assert [row.instance.alt_text for row in shown] == ["Vaktplanen på tavla"]


@pytest.mark.parametrize("people", ["9223372036854775808", "9999999999999999999999", "10000001"])
def test_more_people_than_there_are_is_told_beside_the_field(phone: Client, network: Network, people: str) -> None:
    rows = {"measures-TOTAL_FORMS": 1, "measures-INITIAL_FORMS": 0, "measures-0-name": "Fravær", "measures-0-n": people}
    page = phone.post(WRITE, typed(network, **rows), follow=True)
    assert page.context["form"].formsets["measures"].forms[0].errors["n"]


def test_a_theme_that_no_column_holds_is_not_in_the_list(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, typed(network, themes=["9" * 23]), follow=True)
    assert page.context["form"].errors["themes"]


def test_who_claims_to_send_a_hundred_thousand_rows_is_not_read_to_the_end(phone: Client, network: Network) -> None:
    rows = {"measures-TOTAL_FORMS": 100_000, "measures-INITIAL_FORMS": 0}
    page = phone.post(WRITE, typed(network, **rows), follow=True)
    assert len(page.context["form"].formsets["measures"].forms) < 20


def test_signs_that_turn_the_direction_of_writing_are_left_out(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, title="Måltal \u202eltr\u202c på \u2067prøve"))
    assert Experience.objects.get().title == "Måltal ltr på prøve"
