"""The editors' admin: no script of its own in a page, no other host, and only what its reader may see."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.search.index import insert_or_update_object

from community.access.audience import MEMBERS, network_key
from community.access.viewer import ANONYMOUS
from community.members.models import User
from community.networks.models import Network, Role
from home.models import ArticlePage, Feedback, FrontPage
from home.wagtail_hooks import choose_visible
from tests.factories.cases import an_experience
from tests.home.conftest import AddPage

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_reports:site_history", "feedback:index"]
)
def test_no_page_of_the_admin_carries_a_script(client: Client, administrator: User, name: str) -> None:
    client.force_login(administrator)
    page = client.get(reverse(name)).content.decode()
    assert INLINE.findall(page) == [] and "home/admin.js" in page


def test_the_editor_of_a_page_carries_no_script(admin: Client, add_page: AddPage) -> None:
    page = add_page("Om Saman")
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert INLINE.findall(html) == [] and 'data-start="initDateTimeChooser"' in html
    assert re.findall(r'(?:src="|<link[^>]*href=")(?:https?:)?//[^"]*"', html) == []


def test_who_may_see_a_page_is_chosen_by_name(admin: Client, add_page: AddPage, network: Network) -> None:
    page = add_page("Om Saman")
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'<option value="{network_key(network.pk)}">{network.name}</option>' in html
    assert 'data-a11y-dialog-show="set-privacy"' not in html


def test_a_new_page_begins_as_the_one_above_it(admin: Client, add_page: AddPage) -> None:
    above = add_page("Intern", audience=MEMBERS)
    html = admin.get(reverse("wagtailadmin_pages:add", args=["home", "articlepage", above.pk])).content.decode()
    assert '<option value="members" selected>' in html


def test_wagtails_own_privacy_is_off(admin: Client, add_page: AddPage) -> None:
    address = reverse("wagtailadmin_pages:set_privacy", args=[add_page("Om Saman").pk])
    assert admin.post(address, {"restriction_type": "login"}).status_code in {302, 403}
    assert not PageViewRestriction.objects.exists()


def test_an_editor_whose_role_has_ended_sees_no_closed_page(admin: Client, add_page: AddPage, editor: User) -> None:
    page = add_page("Hemmelig tittel", audience=MEMBERS)
    Role.objects.filter(user=editor).delete()
    assert admin.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).status_code == 403
    for name in ("edit", "view_draft", "history"):
        assert admin.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 403


@pytest.mark.parametrize("number", [1, 5])
def test_who_may_see_the_pages_of_a_list_is_asked_once(
    admin: Client, add_page: AddPage, network: Network, number: int
) -> None:
    pages = [add_page(f"Side {i}", audience=network_key(network.pk)) for i in range(number)]
    with CaptureQueriesContext(connection) as asked:
        listing = admin.get(reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])).content.decode()
    assert f"Side {number - 1}" in listing
    assert sum('FROM "networks_role"' in query["sql"] for query in asked) == 1


def test_an_editor_chooses_among_the_experiences_that_are_public(admin: Client, author: User, network: Network) -> None:
    an_experience(author, network, "Åpen for alle")
    html = admin.get(reverse("wagtailsnippetchoosers_cases_experience:choose")).content.decode()
    assert "\\u00c5pen" in html or "Åpen for alle" in html


def test_nobody_writes_feedback_in_a_readers_place(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    assert client.get(reverse("feedback:index")).status_code == 200
    assert client.get(reverse("feedback:add")).status_code in {302, 403}
    client.post(reverse("feedback:add"), {"message": "Hei", "answered_at": ""})
    assert not Feedback.objects.exists()


def test_closed_pages_are_left_out_of_lists_and_searches_by_one_question(
    add_page: AddPage, rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    shown, hidden = add_page("Åpen tittel"), add_page("Hemmelig tittel", audience=MEMBERS)
    for page in (shown, hidden):
        insert_or_update_object(page)
    request, siblings = rf.get("/"), Page.objects.child_of(shown.get_parent())
    request.viewer = ANONYMOUS
    with django_assert_num_queries(1):
        found = [page.pk for page in choose_visible(siblings, request)]
    assert found == [page.pk for page in choose_visible(Page.objects.all(), request).search("tittel")] == [shown.pk]


def test_a_member_reaches_neither_feedback_nor_chooser(client: Client, author: User) -> None:
    Feedback.objects.create(message="Hei", email="leser@example.org")
    client.force_login(author)
    assert client.get(reverse("feedback:index")).status_code == 403
    assert client.get(reverse("wagtailsnippetchoosers_cases_experience:choose")).status_code == 403


def test_styles_in_the_page_are_for_the_admin_alone(admin: Client, add_page: AddPage) -> None:
    add_page("Om Saman", slug="om")
    inside, outside = (admin.get(path).headers["Content-Security-Policy"] for path in ("/admin/", "/nb/om/"))
    assert "style-src 'self' 'unsafe-inline'" in inside and inside.count("unsafe") == 1
    assert "unsafe" not in outside


def test_the_admin_offers_no_time_zone_that_a_browser_does_not_know(admin: Client) -> None:
    assert "localtime" not in admin.get(reverse("wagtailadmin_account")).content.decode()


@pytest.mark.parametrize(("slug", "is_free"), [("kommuner", False), ("sok", False), ("sporsmal-og-svar", True)])
def test_a_page_cannot_take_the_place_of_one_of_the_sites_own(
    admin: Client, fronts: dict[str, FrontPage], slug: str, is_free: bool
) -> None:
    address = reverse("wagtailadmin_pages:add", args=["home", "articlepage", fronts["nb"].pk])
    typed = {"title": "Kommuner", "slug": slug, "audience": "public", "body-count": 0, "comments-TOTAL_FORMS": 0}
    admin.post(address, typed | {"comments-INITIAL_FORMS": 0})
    assert ArticlePage.objects.filter(slug=slug).exists() is is_free
