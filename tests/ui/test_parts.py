import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def test_the_style_guide_shows_every_component(client: Client) -> None:
    page = client.get("/parts/").content.decode()
    for mark in ("ds-button", "ds-tag", "ds-alert", "thread", "strip", "facts", "chart", "map", "empty", "pager"):
        assert f'class="{mark}' in page


@override_settings(DEMO=False)
def test_the_style_guide_is_not_shown_on_a_real_site(client: Client) -> None:
    assert client.get("/parts/", follow=True).status_code == 404


def test_a_page_draws_only_the_symbols_that_it_uses(client: Client) -> None:
    page = client.get("/nb/finnes-ikke/").content.decode()
    assert 'id="i-menu"' in page
    assert 'id="i-calendar"' not in page


def test_a_page_holds_no_inline_script_or_style(client: Client) -> None:
    page = client.get("/parts/").content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
