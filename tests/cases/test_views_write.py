from uuid import uuid4

import pytest
from django.test import Client

from cases.models import Experience
from cases.propose import proposable
from cases.review import send_back
from cases.submit import submit
from cases.write import ChangedMeanwhileError, as_written, save_draft
from community.members.models import User
from community.networks.models import Network
from tests.factories.cases import TEXTS, a_draft, an_experience
from tests.factories.images import a_picture
from tests.factories.networks import a_theme

WRITE = "/nb/erfaringer/skriv/"


def typed(network: Network, **fields: object) -> dict[str, object]:
    """What a browser sends: the form filled in, its hidden fields included."""
    rows = {
        f"{name}-{kind}_FORMS": number
        for name in ("measures", "pictures", "files")
        for kind, number in (("TOTAL", 0), ("INITIAL", 0))
    }
    return {
        "title": "Mentor for nye vikarer",
        **TEXTS,
        "audience": "public",
        "language": "nb",
        "themes": [a_theme().pk],
        "version": 0,
        "key": str(uuid4()),
        **rows,
        **fields,
    }


@pytest.fixture
def phone(client: Client, author: User) -> Client:
    client.force_login(author)
    return client


def test_written_and_sent_in(phone: Client, network: Network) -> None:
    answer = phone.post(WRITE, typed(network, do="submit"))
    assert answer.status_code == 302
    assert Experience.objects.get().review_state == "submitted"


def test_what_is_missing_stands_beside_its_field_and_the_rest_is_kept(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, typed(network, do="submit", not_worked="")).content.decode()
    assert "id_not_worked_error" in page
    assert TEXTS["need"] in page
    assert Experience.objects.get().need == TEXTS["need"]


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "Mentor", "need": "æ" * 20_001}])
def test_all_that_is_missing_is_said_at_once(phone: Client, network: Network, wrong: dict[str, str]) -> None:
    empty = dict.fromkeys(TEXTS, "") | {"themes": []}
    page = phone.post(WRITE, typed(network, do="submit", **(empty | wrong)))
    assert {*page.context["form"].errors} == {*TEXTS, "themes", *([] if wrong["title"] else ["title"])}


def test_a_draft_that_is_kept_needs_nothing_but_a_title(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, typed(network, title="", need="", do="save"))
    assert {*page.context["form"].errors} == {"title"}


def test_what_was_missing_is_filled_in_and_sent_in_from_the_same_page(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, sent := typed(network, do="submit", not_worked=""))
    sent |= {"version": page.context["version"], "not_worked": TEXTS["not_worked"]}
    assert phone.post(WRITE, sent).status_code == 302
    assert Experience.objects.get().review_state == "submitted"


def test_a_text_that_is_too_long_is_refused_and_kept(phone: Client, network: Network) -> None:
    page = phone.post(WRITE, typed(network, need="æ" * 20_001, do="submit")).content.decode()
    assert "æ" * 20_001 in page and "id_need_error" in page
    kept = Experience.objects.get()
    assert (kept.need, kept.action, kept.review_state) == ("", TEXTS["action"], "")


def test_the_page_saves_by_itself_without_a_title(phone: Client, network: Network) -> None:
    answer = phone.post("/nb/erfaringer/skriv/lagre/", typed(network, title=""))
    assert answer.json()["version"] == 1
    again = phone.post(answer.json()["autosave_url"], typed(network, title="", need="Mer", version=1))
    assert again.json()["version"] == 2
    assert Experience.objects.get().need == "Mer"


def test_one_wrong_field_keeps_no_other_from_being_saved(phone: Client, author: User, network: Network) -> None:
    address = f"/nb/erfaringer/{a_draft(author, network, 'Som den sto').pk}/rediger/lagre/"
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Overtid", "measures-0-before": "ca. 12", "measures-0-n": "30"}
    answer = phone.post(address, typed(network, title="x" * 151, need="Skrevet videre") | row).json()
    assert set(answer["errors"]) == {"id_title", "id_measures-0-before"}
    assert 'id="id_title_error"' in answer["errors"]["id_title"]
    draft = as_written(Experience.objects.get())
    measure = draft.measures.all()[0]
    assert (draft.title, draft.need) == ("Som den sto", "Skrevet videre")
    assert (measure.name, measure.before, measure.n) == ("Overtid", None, 30)


def test_few_people_are_pointed_out_as_soon_as_it_is_saved(phone: Client, network: Network) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Overtid", "measures-0-n": "4"}
    sent = typed(network, happened="Fire av fem ble til ut august.") | row
    said = phone.post("/nb/erfaringer/skriv/lagre/", sent).json()["warnings"]
    assert set(said) == {"happened", "measures"}
    assert "Overtid" in said["measures"] and "ds-alert" in said["happened"]


def test_a_page_that_lost_the_first_answer_loses_no_text(phone: Client, network: Network) -> None:
    sent = typed(network, need="Først")
    phone.post("/nb/erfaringer/skriv/lagre/", sent)
    assert phone.post("/nb/erfaringer/skriv/lagre/", {**sent, "need": "Så"}).json()["version"] == 2
    assert Experience.objects.get().need == "Så"


def test_what_is_there_already_is_saved_though_its_answer_was_lost(
    phone: Client, author: User, network: Network
) -> None:
    address = f"/nb/erfaringer/{a_draft(author, network).pk}/rediger/lagre/"
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Overtid", "measures-0-before": "2"}
    sent = typed(network, need="Sist skrevet", tags="turnus", version=0) | row
    for _try in range(2):
        assert phone.post(address, sent).json()["version"] == 1
    assert phone.post(address, sent | {"measures-0-before": "3"}).status_code == 409


def test_sent_in_twice_it_is_sent_in_once(phone: Client, network: Network) -> None:
    sent = typed(network, do="submit")
    for _click in range(2):
        assert phone.post(WRITE, sent).url == "/nb/mine-erfaringer/"
    assert Experience.objects.get().review_state == "submitted"


def test_what_is_typed_after_it_was_sent_in_is_kept_until_it_is_taken_back(phone: Client, network: Network) -> None:
    phone.post(WRITE, typed(network, do="submit"))
    address = f"/nb/erfaringer/{Experience.objects.get().pk}/rediger/"
    page = phone.post(address, typed(network, need="Tenkte på mer", version=1))
    assert page.status_code == 409 and "Tenkte på mer" in page.content.decode()
    page = phone.post(address, typed(network, need="Tenkte på mer", do="take_back"))
    phone.post(address, typed(network, need="Tenkte på mer", version=page.context["version"]))
    after = Experience.objects.get()
    assert (after.need, after.review_state) == ("Tenkte på mer", "")


def test_a_save_that_was_on_its_way_does_not_undo_the_sending_in(author: User, network: Network) -> None:
    draft = a_draft(author, network, themes=[a_theme()])
    late = as_written(Experience.objects.get(pk=draft.pk))
    late.need = "Noe mer"
    submit(draft, by=author)
    with pytest.raises(ChangedMeanwhileError):
        save_draft(late, expected_version=late.version, by=author)


def test_a_picture_without_words_waits_for_them(phone: Client, network: Network) -> None:
    sent = typed(network)
    page = phone.post(WRITE, {**sent, "new_picture": a_picture()})
    assert {"new_picture_alt"} == set(page.context["form"].errors)
    draft, kept = Experience.objects.get(), page.context["form"].fields["new_picture"].widget.kept
    words = {"version": draft.version, "new_picture_kept": kept.token, "new_picture_alt": "Tavla"}
    phone.post(f"/nb/erfaringer/{draft.pk}/rediger/", {**sent, **words})
    assert [row.alt_text for row in draft.pictures.all()] == ["Tavla"]


def test_a_picture_of_a_text_without_a_title_waits_for_it(phone: Client, network: Network) -> None:
    sent = typed(network, new_picture_alt="Tavla")
    page = phone.post(WRITE, {**sent, "title": "", "new_picture": a_picture()})
    phone.post(WRITE, {**sent, "new_picture_kept": page.context["form"].fields["new_picture"].widget.kept.token})
    assert [row.alt_text for row in Experience.objects.get().pictures.all()] == ["Tavla"]


def remarked(draft: Experience, editor: User, author: User, field: str) -> None:
    sent = submit(draft, by=author)
    send_back(sent, {field: "Hvor mye, for hvem?"}, by=editor)


@pytest.mark.parametrize("field", [name for name in proposable(Experience) if name != "title"])
def test_a_remark_stands_beside_its_field_and_in_sight(
    phone: Client, author: User, editor: User, network: Network, field: str
) -> None:
    draft = a_draft(author, network, themes=[a_theme()])
    remarked(draft, editor, author, field)
    page = phone.get(f"/nb/erfaringer/{draft.pk}/rediger/").content.decode()
    after = page.split(f'id="id_{field}"')[1]
    assert after.index("Hvor mye, for hvem?") < after.index('for="id_')
    assert page.count("Hvor mye, for hvem?") == 1
    assert ('<details class="ds-details" open>' in page) == (field not in Experience.SHORT_FORM)


def test_few_people_are_pointed_out_in_what_is_folded_away_too(phone: Client, network: Network) -> None:
    row = {"measures-TOTAL_FORMS": 1, "measures-0-name": "Fravær", "measures-0-n": 4}
    phone.post(WRITE, typed(network, goal="Tre av fire skulle bli.") | row)
    page = phone.get(f"/nb/erfaringer/{Experience.objects.get().pk}/rediger/").content.decode()
    goal, figures = page.split('id="id_goal"')[1], page.split('data-warned="measures"')[1].split("</fieldset>")[0]
    assert goal.index("Tre av fire") < goal.index("Få personer?") < goal.index('id="id_measures')
    assert "Få personer?" in figures and "Fravær" in figures
    assert '<details class="ds-details" open>' in page


def test_two_tabs_show_both_texts(phone: Client, author: User, network: Network) -> None:
    draft = a_draft(author, network)
    address = f"/nb/erfaringer/{draft.pk}/rediger/"
    phone.post(address, typed(network, need="Fra den ene fanen", version=0))
    page = phone.post(address, typed(network, need="Fra den andre", version=0))
    assert page.status_code == 409
    assert "Fra den andre" in page.content.decode()
    assert Experience.objects.get().need == "Fra den ene fanen"
    assert phone.post(address + "lagre/", typed(network, version=0)).status_code == 409


def test_signed_out_while_writing_one_signs_in_on_the_spot(client: Client, author: User, network: Network) -> None:
    page = client.post(WRITE, typed(network))
    assert page.status_code == 403 and TEXTS["need"] in page.content.decode()
    kept = typed(network, **{"signin-login": author.email, "signin-password": "correct horse battery"})
    assert client.post(WRITE, kept).status_code == 302
    assert Experience.objects.get().author == author


def test_who_had_chosen_a_picture_is_asked_for_it_again_after_signing_in(
    client: Client, author: User, network: Network
) -> None:
    page = client.post(WRITE, typed(network, new_picture=a_picture(), new_picture_alt="Vaktplan"))
    kept = {**dict(page.context["kept"]), "signin-login": author.email, "signin-password": "correct horse battery"}
    assert "Velg dem en gang til" in client.post(WRITE, kept, follow=True).content.decode()


def test_a_wrong_password_on_the_spot_keeps_the_text(client: Client, author: User, network: Network) -> None:
    kept = typed(network, **{"signin-login": author.email, "signin-password": "feil"})
    page = client.post(WRITE, kept).content.decode()
    assert TEXTS["need"] in page and "feil" not in page.split("<main")[1].split('value="')[0]
    assert not Experience.objects.exists()


def test_only_the_forms_own_fields_can_be_set(phone: Client, author: User, network: Network, outsider: User) -> None:
    draft = a_draft(author, network)
    evil = typed(
        network, live="on", author=outsider.pk, review_state="submitted", slug="x", first_published_at="2020-01-01",
        municipality=outsider.municipality_id, municipality_name="Oslo", archived_at="2020-01-01",
    )  # fmt: skip
    phone.post(f"/nb/erfaringer/{draft.pk}/rediger/", evil)
    after = Experience.objects.get()
    assert (after.live, after.author, after.municipality_name) == (False, author, "Grong")
    assert (after.review_state, after.first_published_at, after.archived_at) == ("", None, None)


def test_an_audience_that_is_not_offered_is_refused(phone: Client, network: Network, other_network: Network) -> None:
    page = phone.post(WRITE, typed(network, audience=f"network:{other_network.pk}"))
    assert page.status_code == 200
    assert Experience.objects.get().audience == f"network:{network.pk}"


@pytest.mark.parametrize("who", ["colleague", "outsider", "editor"])
def test_anothers_draft_is_as_if_it_never_was(
    client: Client, author: User, network: Network, who: str, request: pytest.FixtureRequest
) -> None:
    draft = a_draft(author, network)
    client.force_login(request.getfixturevalue(who))
    for path in ("rediger/", "rediger/lagre/", "slett/", "trekk-tilbake/", "forslag/"):
        for call in (client.get, client.post):
            assert call(f"/nb/erfaringer/{draft.pk}/{path}").status_code in {404, 405}


def test_a_draft_is_deleted_only_after_a_yes(phone: Client, author: User, network: Network) -> None:
    draft = a_draft(author, network)
    assert phone.get(f"/nb/erfaringer/{draft.pk}/slett/").status_code == 200
    assert Experience.objects.exists()
    phone.post(f"/nb/erfaringer/{draft.pk}/slett/")
    assert not Experience.objects.exists()


def test_who_may_see_but_not_act_is_told_so(client: Client, author: User, colleague: User, network: Network) -> None:
    published = an_experience(author, network)
    client.force_login(colleague)
    assert client.post(f"/nb/erfaringer/{published.pk}/avpubliser/").status_code == 403
    assert Experience.objects.get().live


def test_the_preview_is_safe_html(phone: Client) -> None:
    page = phone.post("/forhandsvis/", {"text": "**fet** <script>alert(1)</script>"})
    assert "<strong>fet</strong>" in page.content.decode()
    assert "<script>" not in page.content.decode()
