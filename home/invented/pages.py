"""The demo's editorial pages, in three languages, with their pictures."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from community.images.models import Picture
from community.networks.models import Theme
from community.publishing.models import BasePage

from ..models import ArticlePage, FrontPage, NewsIndexPage, NewsPage, ThemePage
from ..setup import setup_pages
from .experiences import by_key
from .files import DEMO, read

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


def load_missing_pages() -> int:
    """Add the pages that are missing, in each language; how many. What stands already is left as it is, edited or not.

    A page is known by its place and slug. The pages that are there from the set-up are filled while they are empty.
    """
    entries = read("pages")
    experiences = {key: experience.pk for key, experience in by_key().items()}
    tree = _Tree(setup_pages())
    new = [
        (entry, language, texts)
        for entry in entries
        for language, texts in entry["translations"].items()
        if tree.place(entry, language)
    ]
    for entry, language, texts in new:  # when all have their place: they link to each other
        # As it stands in the database now: its children, added since, are counted in its row.
        page = tree.built[entry["key"], language].specific_class.objects.get(pk=tree.built[entry["key"], language].pk)
        _fill(page, entry, texts)
        with translation.override(language):
            body = [_block(block, language, tree, experiences) for block in texts["blocks"]]
        page.body = json.dumps([{"type": kind, "value": value} for kind, value in body])
        page.save_revision().publish()
    return len(new)


class _Tree:
    """The pages so far, by key and language."""

    def __init__(self, fronts: dict[str, FrontPage]) -> None:
        self.fronts = fronts
        self.built: dict[tuple[str, str], BasePage] = {}

    def place(self, entry: dict[str, Any], language: str) -> bool:
        """Find the page, or give it its place as a translation of the one in bokmål; whether it is to be filled."""
        if entry["type"] == "front":
            front = self.built[entry["key"], language] = self.fronts[language]
            return not front.body
        model, above = TYPES[entry["type"]], self.built[entry["parent"], language]
        page = model.objects.child_of(above).filter(slug=entry["slug"]).first()
        self.built[entry["key"], language] = page or self._add(model, above, entry, language)
        return page is None or not (page.body or (page.summary and model is NewsIndexPage))

    def _add(self, model: type[BasePage], above: BasePage, entry: dict[str, Any], language: str) -> BasePage:
        title = entry["translations"][language]["title"]
        page = model(slug=entry["slug"], title=title, locale=Locale.objects.get(language_code=language), live=False)
        if original := self.built.get((entry["key"], "nb")):
            page.translation_key = original.translation_key
        if entry["theme"]:
            page.theme = Theme.objects.get(slug=entry["theme"])
        type(above).objects.get(pk=above.pk).add_child(instance=page)
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


def _block(block: dict[str, Any], language: str, tree: _Tree, experiences: Experiences) -> tuple[str, Any]:
    value = block["value"]

    def text(html: str) -> str:
        return _LINK.sub(lambda match: _link(match[1], match[2], language, tree), html)

    kinds: dict[str, Callable[[], tuple[str, Any]]] = {
        "heading": lambda: ("heading", {"text": value, "level": "2"}),
        "text": lambda: ("text", text(value)),
        "quote": lambda: ("quote", {"text": value["text"], "who": value.get("by", "")}),
        "fact": lambda: ("fact_box", {"title": value["title"], "text": text(value["text"])}),
        "image": lambda: ("picture", _picture(value)),
        "action": lambda: ("call_to_action", _action(value, language, tree)),
        "experiences": lambda: ("chosen_experiences", _chosen(value, experiences)),
    }
    return kinds[block["type"]]()


def _link(kind: str, name: str, language: str, tree: _Tree) -> str:
    if kind == "route":
        return f'href="{reverse(ROUTES[name])}"'
    return f'linktype="page" id="{tree.built[name, language].pk}"'


def _picture(value: dict[str, Any]) -> dict[str, Any]:
    """The file as a picture of the library, taken in once."""
    path = DEMO / value["file"]
    picture = Picture.objects.filter(title=path.stem).first()
    if picture is None:
        with path.open("rb") as file:
            picture = Picture(title=path.stem, alt_text=value["alt"], file=ImageFile(file, name=path.name))
            picture.save()
            picture.draw()
    return {
        "picture": picture.pk,
        "alt_text": value["alt"],
        "decorative": False,
        "caption": value.get("caption", ""),
        "credit": value.get("credit", ""),
    }


def _action(value: dict[str, Any], language: str, tree: _Tree) -> dict[str, Any]:
    kind, _colon, name = value["target"].partition(":")
    page = tree.built[name, language].pk if kind == "page" else None
    url = "" if page else reverse(ROUTES[name])
    return {"text": value.get("text", ""), "button": value["label"], "page": page, "url": url}


def _chosen(value: dict[str, Any], experiences: Experiences) -> dict[str, Any]:
    ids = [experiences[key] for key in value["keys"] if key in experiences]
    return {"title": value.get("title", ""), "experiences": ids}
