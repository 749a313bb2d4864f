"""Feeds of the site: Atom in the reader's language, that can be read whatever stands in a title or a text."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import get_language

from community.text.legible import legible
from community.ui.navigation import absolute

CONTENT_TYPE = Atom1Feed.content_type


class Feed(Atom1Feed):
    """What XML cannot hold is left out of what a feed is given: else one pasted sign takes the whole feed away."""

    def __init__(self, title: str, link: str, here: str) -> None:
        super().__init__(legible(title), absolute(link), "", language=get_language(), feed_url=absolute(here))

    def add_item(self, *said: Any, **more: Any) -> None:
        super().add_item(*map(_legible, said), **{name: _legible(value) for name, value in more.items()})


def _legible(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_legible, value))
    return legible(str(value)) if isinstance(value, str | Promise) else value
