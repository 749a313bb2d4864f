"""The demo's editorial pages, from home/demo/pages.json: in three languages, with pictures, as often as one likes."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from community.images.models import Picture
from community.networks.models import Theme
from community.publishing.models import BasePage

from .models import ArticlePage, FrontPage, NewsIndexPage, NewsPage, ThemePage
from .setup import setup_pages

FOLDER = Path(__file__).parent / "demo"
ROUTES = {"experiences": "cases:experience_list", "write": "cases:write", "feedback": "home:feedback"}
TYPES: dict[str, type[BasePage]] = {
    "front": FrontPage,
    "article": ArticlePage,
    "news_index": NewsIndexPage,
    "news": NewsPage,
    "theme": ThemePage,
}
_LINK = re.compile(r'href="(route|page):([\w-]+)"')

Experiences = Mapping[str, int]
"""The ids of the demo's experiences, by the key that its files name them by."""


@transaction.atomic
def load_pages(data: Iterable[dict[str, Any]], experiences: Experiences | None = None) -> dict[str, BasePage]:
    """Bring the tree in line with the data. Gives the bokmål page of each key.

    A page is known by its place and slug, so that a second run writes over the first; pages of others stay.
    """
    data = list(data)
    fronts = setup_pages()
    built: dict[tuple[str, str], BasePage] = {}
    for entry in data:
        for language, texts in entry["translations"].items():
            page = _place(entry, language, built, fronts)
            _fill(page, entry, texts)
            built[entry["key"], language] = page
    for entry in data:  # bodies last: they link to any page
        for language, texts in entry["translations"].items():
            page = built[entry["key"], language]
            with translation.override(language):
                body = [_block(block, language, built, experiences or {}) for block in texts["blocks"]]
            page.body = json.dumps([{"type": kind, "value": value} for kind, value in body])
            page.save_revision().publish()
    return {key: page for (key, language), page in built.items() if language == "nb"}


def _place(
    entry: dict[str, Any], language: str, built: dict[tuple[str, str], BasePage], fronts: dict[str, FrontPage]
) -> BasePage:
    """The page where it stands already, or a new one in its place: a translation of the same page in bokmål."""
    if entry["type"] == "front":
        return fronts[language]
    model = TYPES[entry["type"]]
    above = built[entry["parent"], language]
    standing = model.objects.child_of(above).filter(slug=entry["slug"]).first()
    if standing:
        return standing
    page = model(slug=entry["slug"], locale=Locale.objects.get(language_code=language), live=False)
    original = built.get((entry["key"], "nb"))
    if original:
        page.translation_key = original.translation_key
    page.title = entry["translations"][language]["title"]
    if entry["theme"]:
        page.theme = Theme.objects.get(slug=entry["theme"])
    above.add_child(instance=page)
    above.refresh_from_db(fields=["numchild", "path"])
    return page


def _fill(page: BasePage, entry: dict[str, Any], texts: dict[str, Any]) -> None:
    page.title, page.draft_title = texts["title"], texts["title"]
    page.summary = texts["intro"]
    page.search_description = texts["search_description"]
    page.audience = entry["audience"]
    for name in ("eyebrow", "promise", "searches"):
        if name in texts:
            setattr(page, name, texts[name])
    if entry["date"] and isinstance(page, NewsPage):
        page.date = date.fromisoformat(entry["date"])
    page.save()


def _block(
    block: dict[str, Any], language: str, built: dict[tuple[str, str], BasePage], experiences: Experiences
) -> tuple[str, Any]:
    value = block["value"]

    def text(html: str) -> str:
        return _LINK.sub(lambda match: _link(match[1], match[2], language, built), html)

    kinds: dict[str, Callable[[], tuple[str, Any]]] = {
        "heading": lambda: ("heading", {"text": value, "level": "2"}),
        "text": lambda: ("text", text(value)),
        "quote": lambda: ("quote", {"text": value["text"], "who": value.get("by", "")}),
        "fact": lambda: ("fact_box", {"title": value["title"], "text": text(value["text"])}),
        "image": lambda: ("picture", _picture(value)),
        "action": lambda: ("call_to_action", _action(value, language, built)),
        "experiences": lambda: ("chosen_experiences", _chosen(value, experiences)),
    }
    return kinds[block["type"]]()


def _link(kind: str, name: str, language: str, built: dict[tuple[str, str], BasePage]) -> str:
    if kind == "route":
        return f'href="{reverse(ROUTES[name])}"'
    return f'linktype="page" id="{built[name, language].pk}"'


def _picture(value: dict[str, Any]) -> dict[str, Any]:
    """The file as a picture of the library, taken in once."""
    path = FOLDER / value["file"]
    picture = Picture.objects.filter(title=path.stem).first()
    if picture is None:
        with path.open("rb") as file:
            picture = Picture(title=path.stem, alt_text=value["alt"], file=ImageFile(file, name=path.name))
            picture.save()
    return {
        "picture": picture.pk,
        "alt_text": value["alt"],
        "decorative": False,
        "caption": value.get("caption", ""),
        "credit": value.get("credit", ""),
    }


def _action(value: dict[str, Any], language: str, built: dict[tuple[str, str], BasePage]) -> dict[str, Any]:
    kind, _colon, name = value["target"].partition(":")
    page = built[name, language].pk if kind == "page" else None
    url = "" if page else reverse(ROUTES[name])
    return {"text": value.get("text", ""), "button": value["label"], "page": page, "url": url}


def _chosen(value: dict[str, Any], experiences: Experiences) -> dict[str, Any]:
    ids = [experiences[key] for key in value["keys"] if key in experiences]
    return {"title": value.get("title", ""), "experiences": ids}
