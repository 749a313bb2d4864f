"""The editors' desk: what is read there is what is judged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from cases.models import Experience, ExperienceFile, ExperiencePicture, Measure, Proposal
from cases.review import NotWaitingError, approve, move_review_along, send_back, take
from cases.setup import setup_review
from cases.submit import submit, withdraw
from cases.write import as_written, save_draft
from community.images.uploads import store_file, store_picture
from community.members.models import User
from community.networks.models import Network, RoleKind
from tests.factories.cases import a_draft
from tests.factories.images import a_document, a_picture
from tests.factories.members import a_person
from tests.factories.networks import a_theme

FIELDS = {
    "summary": "Kort sagt", "goal": "Målet vårt", "hypothesis": "Vi trodde det", "observation": "Vi så det",
    "trial_who": "Ti vikarer", "trial_duration": "Åtte uker", "decision": "stop", "again": "partly", "cost": "low",
    "conditions": "En som tar ansvar", "otherwise": "Begynt før", "working_time": "To årsverk",
    "time_to_effect": "Tre måneder",
}  # fmt: skip


@pytest.fixture(autouse=True)
def review(db: None) -> None:
    setup_review()


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def sent_in(author: User, network: Network, title: str = "Mentor for nye vikarer", **fields: str) -> Experience:
    draft = a_draft(author, network, title, **fields)
    draft.themes.set([a_theme()])
    save_draft(draft, expected_version=0, by=author)
    return submit(Experience.objects.get(pk=draft.pk), by=author)


def rewritten(experience: Experience, author: User, **texts: str) -> Experience:
    """Taken back, written anew and sent in again."""
    draft = as_written(withdraw(Experience.objects.get(pk=experience.pk), by=author))
    for name, text in texts.items():
        setattr(draft, name, text)
    save_draft(draft, expected_version=draft.version, by=author)
    return submit(Experience.objects.get(pk=experience.pk), by=author)


def at(experience: Experience, act: str = "") -> str:
    return f"/nb/redaktor/{experience.pk}/{act}"


def test_everything_that_is_approved_is_shown(desk: Client, author: User, network: Network) -> None:
    draft = a_draft(author, network, **FIELDS)
    draft.themes.set([a_theme()])
    draft.tags.set(["vikarpool"])
    draft.measures.add(Measure(name="Nærvær", before=91, after=93, period="Høsten 2025", source="Egen telling"))
    picture, file = store_picture(a_picture(), by=author), store_file(a_document(), by=author)
    draft.pictures.add(ExperiencePicture(upload=picture, alt_text="En tavle", caption="Tavla på vaktrommet"))
    draft.files.add(ExperienceFile(upload=file, title="Sjekkliste"))
    save_draft(draft, expected_version=0, by=author)
    submit(Experience.objects.get(pk=draft.pk), by=author)
    page = desk.get(at(draft)).content.decode()
    shown = {**FIELDS, "decision": "Vi stoppet", "again": "Delvis", "cost": "Under 100 000 kroner"}
    more = ("vikarpool", "Høsten 2025", "Egen telling", "En tavle", "Tavla på vaktrommet", "Sjekkliste")
    assert [text for text in (*shown.values(), *more) if escape(text) not in page] == []
    address = f"/nb/erfaringer/{draft.pk}/filer/{file.key}/"
    assert f'href="{address}"' in page
    answer = desk.get(address)
    assert answer.status_code == 200 and b"".join(answer.streaming_content)


def test_what_changed_since_it_was_sent_back_is_shown_whatever_it_is(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    back = send_back(sent_in(author, network), {"": "Hva kostet det?"}, by=editor)
    draft = as_written(back)
    draft.cost = "low"
    draft.measures.add(Measure(name="Overtid", before=4, after=2))
    save_draft(draft, expected_version=draft.version, by=author)
    submit(Experience.objects.get(pk=back.pk), by=author)
    since = desk.get(at(back)).context["since"]
    assert [name for name, _pieces in since.changed] == ["Resultat i tall", "Kostnad"]
    assert "Behov" in since.same


@pytest.mark.parametrize("act", ["godkjenn/", "send-tilbake/"])
def test_a_text_that_the_editor_has_not_read_is_not_judged(
    desk: Client, author: User, network: Network, act: str
) -> None:
    sent = sent_in(author, network)
    read = desk.get(at(sent)).context["contribution"].latest_revision_id
    rewritten(sent, author, need="Noe helt annet")
    page = desk.post(at(sent, act), {"revision": read, "text": "Min merknad"})
    assert page.status_code == 409 and "Noe helt annet" in page.content.decode()
    assert ("Min merknad" in page.content.decode()) == (act == "send-tilbake/")
    after = Experience.objects.get()
    assert (after.live, after.review_state) == (False, "submitted")
    desk.post(at(sent, act), {"revision": after.latest_revision_id, "text": "Min merknad"})
    assert Experience.objects.get().review_state != "submitted"


@pytest.mark.parametrize("act", ["ta/", "godkjenn/", "send-tilbake/"])
def test_who_only_looks_at_an_act_is_led_to_the_case(desk: Client, author: User, network: Network, act: str) -> None:
    sent = sent_in(author, network)
    assert desk.get(at(sent, act))["Location"] == at(sent)
    assert Experience.objects.get().review_state == "submitted"


def test_a_text_sent_in_while_the_editor_decides_is_not_published(author: User, editor: User, network: Network) -> None:
    read = sent_in(author, network)
    rewritten(read, author, need="Noe helt annet")
    with pytest.raises(NotWaitingError):
        approve(read, by=editor)


def test_a_proposal_never_takes_away_what_the_author_wrote_meanwhile(
    desk: Client, author: User, network: Network
) -> None:
    sent = sent_in(author, network, goal="")
    address, draft = at(sent, "forslag/"), as_written(sent)
    typed = {name: getattr(draft, name) for name in ("need", "action", "happened", "not_worked")}
    typed |= {
        "title": "Mentor i tre uker",
        "note": "Kortere",
        "version": desk.get(address).context["contribution"].version,
    }
    rewritten(sent, author, need="Nye ord", goal="Et nytt mål")
    page = desk.post(address, typed)
    assert page.status_code == 409 and not Proposal.objects.exists()
    assert page.context["form"]["title"].value() == "Mentor i tre uker"
    assert "Et nytt mål" in page.content.decode() and "Nye" in page.content.decode()
    again = {**typed, "need": "Nye ord", "goal": "Et nytt mål", "version": page.context["contribution"].version}
    desk.post(address, again)
    assert Proposal.objects.get().after == {"title": "Mentor i tre uker"}


def test_the_case_says_whose_it_is_and_who_will_read_it(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    sent = sent_in(author, network)
    page = desk.get(at(sent)).content.decode()
    assert "Synlig for: alle<" in page and "Ingen har tatt saken</span></p>" in page
    take(sent, by=editor)
    assert "Du har tatt saken" in desk.get(at(sent)).content.decode()


def test_who_gives_back_what_another_has_taken_is_told_so(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    sent = sent_in(author, network)
    other = a_person("Redaktør B", organisation="KS", kind=RoleKind.EDITOR)
    take(take(sent, by=editor), by=other)
    page = desk.post(at(sent, "gi-fra-deg/"), follow=True).content.decode()
    assert f"{other.name} har tatt saken siden" in page and f"{other.name} har tatt saken</span>" in page
    assert Experience.objects.get().reviewer == other


def test_waiting_is_counted_in_days_of_the_calendar(author: User, network: Network) -> None:
    sent = sent_in(author, network)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0)
    sent.submitted_at = midnight - timedelta(days=6, minutes=1)
    assert sent.days_waiting == 7


def test_what_has_an_hour_is_approved_and_not_published(desk: Client, author: User, network: Network) -> None:
    sent = sent_in(author, network)
    draft = as_written(sent)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    save_draft(draft, expected_version=draft.version, by=author)
    move_review_along(as_written(Experience.objects.get()))
    page = desk.get(at(sent)).content.decode()
    assert "Godkjenn og publiser" not in page and "Godkjenn" in page


def test_there_is_a_box_for_each_text_that_was_written(desk: Client, author: User, network: Network) -> None:
    page = desk.get(at(sent_in(author, network, goal="", otherwise="Begynt før"))).content.decode()
    assert "about_otherwise" in page and "about_goal" not in page


def test_line_ends_alone_are_no_proposal(desk: Client, author: User, network: Network) -> None:
    sent = sent_in(author, network, need="Først\n\nSå")
    draft = as_written(sent)
    typed = {name: getattr(draft, name) for name in ("title", "action", "happened", "not_worked")}
    desk.post(at(sent, "forslag/"), {**typed, "need": "Først\r\n\r\nSå", "version": draft.version})
    assert not Proposal.objects.exists()


def test_the_queue_beside_a_case_costs_the_same_for_one_and_for_three(
    desk: Client, author: User, editor: User, network: Network
) -> None:
    first = take(sent_in(author, network), by=editor)
    desk.get(at(first))
    with CaptureQueriesContext(connection) as one:
        desk.get(at(first))
    for title in ("To", "Tre"):
        take(sent_in(author, network, title), by=editor)
    with CaptureQueriesContext(connection) as three:
        desk.get(at(first))
    assert len(one) == len(three)


def test_a_long_queue_does_not_say_that_it_is_short(
    desk: Client, author: User, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.desk_lists.LONGEST_QUEUE", 2)
    for title in ("En", "To"):
        sent_in(author, network, title)
    assert "(2)" in desk.get("/nb/redaktor/").content.decode()
    sent_in(author, network, "Tre")
    assert "(2+)" in desk.get("/nb/redaktor/").content.decode()
