from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.members.mail import send_templated
from community.members.models import User

LETTER = """{% load i18n %}{% blocktranslate with name=title %}About {{ name }}{% endblocktranslate %}

{{ title }} is {% translate "Under way" %}.

{% translate "Read it" %}
"""


@pytest.fixture(autouse=True)
def letter(tmp_path: Path, settings: Any) -> Iterator[None]:
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    settings.WAGTAILADMIN_BASE_URL = "https://saman.example"
    return


def test_a_mail_has_subject_text_and_one_link(author: User) -> None:
    send_templated(author, "letter", {"title": "Nord & Sør"}, "about:1", "/nb/erfaringer/1/")
    [sent] = mail.outbox
    assert (sent.subject, sent.to) == ("About Nord & Sør", [author.email])
    assert sent.body.startswith("Nord & Sør is")
    assert sent.body.count("https://saman.example/nb/erfaringer/1/") == 1


def test_the_html_part_says_the_same_and_escapes_it(author: User) -> None:
    send_templated(author, "letter", {"title": "<b>Nord</b>"}, "about:1", "/nb/")
    html = str(mail.outbox[0].alternatives[0][0])
    assert "&lt;b&gt;Nord&lt;/b&gt; is" in html
    assert "<b>" not in html


def test_the_link_is_asked_for_in_the_persons_own_language(author: User) -> None:
    author.language = "nn"
    send_templated(author, "letter", {"title": "Nord"}, "about:1", lambda: reverse("wagtail_serve", args=[""]))
    assert "https://saman.example/nn/" in mail.outbox[0].body


def test_the_same_key_is_the_same_message_id_and_another_person_has_another(author: User, colleague: User) -> None:
    for person in (author, author, colleague):
        send_templated(person, "letter", {"title": "Nord"}, "about:1")
    first, again, other = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert first == again != other


def test_a_line_break_in_a_title_never_reaches_a_header(author: User) -> None:
    send_templated(author, "letter", {"title": "Nord\r\nBcc: spy@example.org\0"}, "about:1")
    message = mail.outbox[0].message()
    assert "Bcc" not in message
    assert message["Subject"] == "About Nord Bcc: spy@example.org"


def test_an_address_with_a_line_break_is_refused(author: User) -> None:
    author.email = "a@example.org\nBcc: spy@example.org"
    with pytest.raises(ValidationError):
        send_templated(author, "letter", {"title": "Nord"}, "about:1")
    assert mail.outbox == []


def test_who_has_left_gets_no_mail(author: User, colleague: User) -> None:
    author.is_active = False
    colleague.anonymised_at = timezone.now()
    for person in (author, colleague):
        send_templated(person, "letter", {"title": "Nord"}, "about:1")
    assert mail.outbox == []


def test_a_mail_that_expires_says_so(author: User) -> None:
    send_templated(author, "letter", {"title": "Nord"}, "about:1", expires_at=timezone.now() + timedelta(days=7))
    assert mail.outbox[0].message()["Expires"].endswith("GMT")
