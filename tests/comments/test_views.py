import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from cases.models import Experience
from community.access.audience import network_key
from community.comments.hide import hide
from community.comments.models import LONGEST, Comment
from community.members.models import User
from community.networks.models import Network, NetworkStatus
from tests.factories.cases import an_experience
from tests.factories.comments import a_comment

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def create(experience: Experience) -> str:
    return f"/nb/kommentarer/experience/{experience.pk}/"


def test_a_member_comments_and_comes_back_to_the_comment(experience: Experience, colleague: User) -> None:
    answer = signed_in(colleague).post(create(experience), {"text": "**Takk**", "key": uuid4()})
    comment = Comment.objects.get()
    assert answer["Location"] == f"{experience.get_absolute_url()}#kommentar-{comment.pk}"
    assert "<strong>Takk</strong>" in signed_in(colleague).get(experience.get_absolute_url()).text


def test_a_double_click_gives_one_comment(experience: Experience, colleague: User) -> None:
    client, data = signed_in(colleague), {"text": "Takk", "key": uuid4()}
    assert client.post(create(experience), data)["Location"] == client.post(create(experience), data)["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(("text", "told"), [("  ", "required"), ("å" * (LONGEST + 1), "max_length")])
def test_a_wrong_comment_is_told_so_beside_the_field_and_kept(
    text: str, told: str, experience: Experience, colleague: User
) -> None:
    answer = signed_in(colleague).post(create(experience), {"text": text, "key": uuid4()})
    assert answer.context["form"].errors.as_data()["text"][0].code == told
    assert text.strip() in answer.text
    assert not Comment.objects.exists()


def test_hostile_words_are_shown_as_words(experience: Experience, colleague: User) -> None:
    colleague.function = "<script>alert(2)</script>"
    a_comment(experience, colleague, "<script>alert(1)</script>")
    page = Client().get(experience.get_absolute_url()).text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_visitor_reads_and_is_asked_to_sign_in(experience: Experience, colleague: User) -> None:
    a_comment(experience, colleague)
    page = Client().get(experience.get_absolute_url()).text
    assert "falt det på plass" in page
    assert "/konto/logg-inn/?next=" in page
    assert "<form" not in page.partition("<main")[2]


def test_a_visitor_is_told_no_name(experience: Experience, colleague: User, author: User) -> None:
    colleague.function = ""
    a_comment(experience, colleague)
    assert colleague.name not in Client().get(experience.get_absolute_url()).text
    assert colleague.name in signed_in(author).get(experience.get_absolute_url()).text


def test_what_was_typed_when_the_session_ran_out_is_sent_once_one_has_signed_in(
    experience: Experience, colleague: User
) -> None:
    client = Client()
    page = client.post(create(experience), {"text": "Lang tekst", "key": uuid4()})
    assert page.status_code == 403 and 'value="Lang tekst"' in page.text
    kept = {"signin-login": colleague.email, "signin-password": "correct horse battery"}
    client.post(create(experience), {"text": "Lang tekst", "key": uuid4(), **kept})
    assert Comment.objects.get().comment == "Lang tekst"


def test_nobody_signed_up_without_a_role_comments(experience: Experience) -> None:
    stranger = User.objects.create_user("ny@example.org", "x", name="Ny")
    answer = signed_in(stranger).post(create(experience), {"text": "Det jeg skrev"})
    assert answer.status_code == 403 and "Det jeg skrev" in answer.text and "deltar i et nettverk" in answer.text


def test_what_was_typed_before_the_network_was_archived_is_shown_with_the_reason(
    experience: Experience, colleague: User, network: Network
) -> None:
    comment = a_comment(experience, colleague)
    Network.objects.update(status=NetworkStatus.ARCHIVED)
    client = signed_in(colleague)
    for url in (create(experience), f"/nb/kommentarer/{comment.pk}/rediger/"):
        answer = client.post(url, {"text": "Det jeg skrev"})
        assert answer.status_code == 403 and "Det jeg skrev" in answer.text and "arkivert" in answer.text
    assert [one.comment for one in Comment.objects.all()] == [comment.comment]


@pytest.fixture
def closed(author: User, network: Network) -> Experience:
    return an_experience(author, network, audience=network_key(network.pk))


def test_what_stands_under_an_invisible_thing_never_was(closed: Experience, colleague: User, outsider: User) -> None:
    comment = a_comment(closed, colleague)
    client = signed_in(outsider)
    assert client.post(create(closed), {"text": "Hei"}).status_code == 404
    assert client.get(f"/nb/kommentarer/{comment.pk}/svar/").status_code == 404
    for act in ("rediger", "skjul", "vis"):
        assert client.post(f"/nb/kommentarer/{comment.pk}/{act}/", {"text": "x", "reason": "x"}).status_code == 404


def test_an_editor_cannot_hide_where_they_cannot_read(experience: Experience, colleague: User, editor: User) -> None:
    comment = a_comment(experience, colleague)
    Comment.objects.update(audience="room:3")
    assert signed_in(editor).post(f"/nb/kommentarer/{comment.pk}/skjul/", {"reason": "x"}).status_code == 404


def test_a_reply_cannot_answer_what_stands_elsewhere(
    experience: Experience, closed: Experience, colleague: User
) -> None:
    elsewhere = a_comment(closed, colleague)
    data = {"text": "Hei", "key": uuid4(), "reply_to": elsewhere.pk}
    assert signed_in(colleague).post(create(experience), data).status_code == 404
    assert Comment.objects.count() == 1


def test_a_reply_is_written_on_a_page_that_shows_what_it_answers(
    experience: Experience, colleague: User, author: User
) -> None:
    comment = a_comment(experience, colleague)
    client = signed_in(author)
    assert "falt det på plass" in client.get(f"/nb/kommentarer/{comment.pk}/svar/").text
    client.post(create(experience), {"text": "Takk", "key": uuid4(), "reply_to": comment.pk})
    assert Comment.objects.get(comment="Takk").parent_id == comment.pk


def test_ones_own_is_changed_within_a_day_and_anothers_never(
    experience: Experience, colleague: User, author: User
) -> None:
    comment = a_comment(experience, colleague)
    url = f"/nb/kommentarer/{comment.pk}/rediger/"
    assert signed_in(author).post(url, {"text": "x"}).status_code == 403
    assert Client().post(url, {"text": "x"}).status_code == 403
    assert signed_in(colleague).post(url, {"text": "Nytt"}).status_code == 302
    XtdComment.norel_objects.update(submit_date=timezone.now() - timedelta(hours=25))
    late = signed_in(colleague).post(url, {"text": "Nyere"})
    assert late.status_code == 403 and ">\nNyere</textarea>" in late.text and "24 timer" in late.text
    assert Comment.objects.get().comment == "Nytt"


def test_of_two_tabs_the_last_sees_both_texts_and_overwrites_knowingly(experience: Experience, colleague: User) -> None:
    url = f"/nb/kommentarer/{a_comment(experience, colleague, 'Som det var').pk}/rediger/"
    client = signed_in(colleague)
    tabs = [{"text": text, "seen": client.get(url).context["form"]["seen"].value()} for text in ("Ene", "Andre")]
    assert client.post(url, tabs[0]).status_code == 302
    both = client.post(url, tabs[1])
    assert both.status_code == 409 and "<del>Ene</del><ins>Andre</ins>" in both.text
    assert Comment.objects.get().comment == "Ene"
    assert client.post(url, {"text": "Andre", "seen": both.context["form"]["seen"].value()}).status_code == 302
    assert Comment.objects.get().comment == "Andre"


def test_a_change_sent_twice_is_one(experience: Experience, colleague: User) -> None:
    url = f"/nb/kommentarer/{a_comment(experience, colleague).pk}/rediger/"
    client = signed_in(colleague)
    assert [client.post(url, {"text": "Nytt", "seen": ""}).status_code for _ in range(2)] == [302, 302]


def test_what_was_typed_into_a_comment_that_is_hidden_by_now_is_shown(
    experience: Experience, colleague: User, editor: User
) -> None:
    comment = hide(a_comment(experience, colleague), "grunn", by=editor)
    answer = signed_in(colleague).post(f"/nb/kommentarer/{comment.pk}/rediger/", {"text": "Det jeg skrev"})
    assert answer.status_code == 403 and "Det jeg skrev" in answer.text and "skjult" in answer.text


def test_an_editor_hides_with_a_reason_that_only_the_writer_reads(
    experience: Experience, colleague: User, author: User, editor: User
) -> None:
    comment = a_comment(experience, colleague, "hemmelig")
    url = f"/nb/kommentarer/{comment.pk}/skjul/"
    assert signed_in(colleague).post(url, {"reason": "x"}).status_code == 403
    assert signed_in(editor).post(url, {"reason": " "}).status_code == 200
    assert signed_in(editor).post(url, {"reason": "Gjelder en bruker."}).status_code == 302
    assert "Gjelder en bruker." in signed_in(colleague).get(experience.get_absolute_url()).text
    for reader in (Client(), signed_in(author)):
        page = reader.get(experience.get_absolute_url()).text
        assert "hemmelig" not in page
        assert "Gjelder en bruker." not in page


def test_to_others_a_hidden_comment_never_was(
    experience: Experience, colleague: User, author: User, editor: User
) -> None:
    comment = hide(a_comment(experience, colleague), "grunn", by=editor)
    assert signed_in(author).get(f"/nb/kommentarer/{comment.pk}/svar/").status_code == 404
    assert signed_in(colleague).get(f"/nb/kommentarer/{comment.pk}/svar/").status_code == 403
    assert signed_in(editor).post(f"/nb/kommentarer/{comment.pk}/vis/").status_code == 302
    assert not Comment.objects.get().is_hidden


def test_a_reply_to_a_hidden_comment_is_as_one_to_none_and_its_words_are_kept(
    experience: Experience, colleague: User, author: User, editor: User
) -> None:
    hidden = hide(a_comment(experience, colleague), "grunn", by=editor)
    client, data = signed_in(author), {"text": "Det jeg skrev", "key": uuid4()}
    answers = [client.post(create(experience), {**data, "reply_to": pk}) for pk in (hidden.pk, hidden.pk + 100)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({re.sub(r'(nonce|value)="\S{20,}"', "", answer.text) for answer in answers}) == 1
    assert "Det jeg skrev" in answers[0].text and 'name="reply_to" value' not in answers[0].text


def test_only_what_a_form_asks_for_is_taken(experience: Experience, colleague: User, editor: User) -> None:
    forged = {"text": "Hei", "audience": "room:1", "author_name": "KS", "user": editor.pk, "is_removed": 1, "level": 2}
    signed_in(colleague).post(create(experience), forged)
    comment = Comment.objects.get()
    assert (comment.audience, comment.author_name) == (experience.audience, colleague.name)
    assert (comment.user, comment.is_removed, comment.level) == (colleague, False, 0)


def test_who_only_looks_is_led_to_the_comments(experience: Experience, editor: User, colleague: User) -> None:
    comment = a_comment(experience, colleague)
    hide(comment, "Et navn", by=editor)
    assert signed_in(colleague).get(create(experience))["Location"].endswith("#kommentarer")
    assert signed_in(editor).get(f"/nb/kommentarer/{comment.pk}/vis/").status_code == 302
    assert Comment.objects.get().is_hidden


def test_who_changes_the_language_beside_an_error_is_led_to_the_comments(
    experience: Experience, colleague: User
) -> None:
    client = signed_in(colleague)
    page = client.post(create(experience), {"text": "", "key": uuid4()}).text
    answer = client.get(unescape(re.findall(r'href="(/sprak/nn[^"]*)"', page)[0]), follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[-1][0].startswith("/nn/erfaringer/")


def test_a_foreign_form_is_refused(experience: Experience, colleague: User) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(colleague)
    client.post(create(experience), {"text": "Hei"})
    assert not Comment.objects.exists()


@pytest.mark.parametrize("reply_to", ["x", "9" * 30, "-1", "0"])
def test_a_made_up_parent_is_no_server_error(reply_to: str, experience: Experience, colleague: User) -> None:
    answer = signed_in(colleague).post(create(experience), {"text": "Hei", "reply_to": reply_to})
    assert answer.status_code in {200, 404}
    assert not Comment.objects.exists()


def test_numbers_that_no_column_holds_are_not_found(experience: Experience, colleague: User) -> None:
    client = signed_in(colleague)
    assert client.get(f"/nb/kommentarer/{10**30}/svar/").status_code == 404
    assert client.post(f"/nb/kommentarer/experience/{10**30}/", {"text": "Hei"}).status_code == 404


def test_paper_does_not_ask_its_reader_to_sign_in(client: Client, author: User, network: Network) -> None:
    page = client.get(an_experience(author, network).get_absolute_url()).content.decode()
    assert 'class="read below noprint" id="kommentarer"' in page and 'class="topp small noprint"' in page
