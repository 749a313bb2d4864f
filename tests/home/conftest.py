"""The editors' tree: a front page in each language, and pages to hang under it."""

from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client
from wagtail.models import Locale

from community.members.models import User
from community.networks.setup import setup_editors
from home.models import ArticlePage, FrontPage
from home.setup import setup_page_editors, setup_pages

_numbers = count(1)
AddPage = Callable[..., ArticlePage]


@pytest.fixture
def fronts(db: None) -> dict[str, FrontPage]:
    return setup_pages()


@pytest.fixture
def add_page(fronts: dict[str, FrontPage]) -> AddPage:
    """Publish an article: add_page("Om", audience="members", language="nn", of=its_original)."""

    def add(title: str, *, language: str = "nb", of: ArticlePage | None = None, **fields: object) -> ArticlePage:
        slug = fields.pop("slug", f"side-{next(_numbers)}")
        page = ArticlePage(title=title, slug=slug, locale=Locale.objects.get(language_code=language), **fields)
        if of:
            page.translation_key = of.translation_key
        FrontPage.objects.get(pk=fronts[language].pk).add_child(instance=page)
        page.save_revision().publish()
        return ArticlePage.objects.get(pk=page.pk)

    return add


@pytest.fixture
def admin(client: Client, editor: User, fronts: dict[str, FrontPage]) -> Client:
    setup_editors()
    setup_page_editors()
    client.force_login(editor)
    return client
