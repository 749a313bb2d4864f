import re

import pytest
from django.conf import settings
from django.test import Client, override_settings

from community.members.models import User
from community.ui import drawn as pieces

pytestmark = pytest.mark.django_db


def test_the_style_guide_shows_every_component(client: Client, author: User) -> None:
    client.force_login(author)
    pieces._drawn.cache_clear()  # what is drawn already is not drawn again
    shown = {template.name for template in client.get("/parts/").templates}
    components = {f"components/{path.name}" for path in (settings.BASE_DIR / "templates/components").glob("*.html")}
    assert components and components <= shown


@override_settings(DEMO=False)
def test_the_style_guide_is_not_shown_on_a_real_site(client: Client) -> None:
    assert client.get("/parts/", follow=True).status_code == 404


def test_a_page_draws_only_the_symbols_that_it_uses(client: Client) -> None:
    page = client.get("/nb/finnes-ikke/").content.decode()
    assert 'id="i-menu"' in page
    assert 'id="i-calendar"' not in page


def test_a_page_holds_no_inline_script_or_style(client: Client) -> None:
    page = client.get("/parts/").content.decode()
    assert "<link" in page
    assert re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", page) is None
