from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

PAGE = "/demo/mail/"


def promise(subject: str, text: str = "Tekst") -> None:
    mail = EmailMessage(subject, text, "saman@example.org", ["a@example.org"])
    get_connection("community.notifications.backends.OutboxBackend").send_messages([mail])


@pytest.mark.django_db
def test_the_demo_shows_its_mail_newest_first(client: Client) -> None:
    promise("Den første")
    promise("Den andre", "Så bra: «tekst» & æøå")
    page = client.get(PAGE).content.decode()
    assert page.index("Den andre") < page.index("Den første")
    assert "«tekst» &amp; æøå" in page


@pytest.mark.django_db
def test_links_lead_to_the_server_that_shows_them(client: Client, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://saman.example:8443"
    promise("Hei", "https://saman.example:8443/nb/erfaringer/")
    assert 'href="http://testserver/nb/erfaringer/"' in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_what_people_write_is_shown_as_text(client: Client) -> None:
    promise("<script>alert(1)</script>", "<script>alert(2)</script>")
    assert "<script>alert" not in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_a_site_with_real_people_has_no_such_page(client: Client, settings: Any) -> None:
    settings.DEMO = False
    promise("Hei")
    assert client.get(reverse("demo_mail"), follow=True).status_code == 404
