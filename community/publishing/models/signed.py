from typing import Any

from django.utils.translation import gettext

from community.access.viewer import Viewer

UNION_WORDS = ("tillitsval", "tillitsvel", "klubbled", "klubblei", "forbund", "fagforening", "union")
"""Functions that tell of union membership, a special category of personal data (GDPR, article 9)."""


class Signed:
    """Who wrote it, as they were that day. What a reader is told of that is decided here, for all kinds alike."""

    author_name: Any
    author_function: Any
    municipality: Any
    municipality_name: Any

    @property
    def place_name(self) -> str:
        """The municipality under the name of the day of writing: «Nøtterøy, nå Færder»."""
        return self.municipality.named(self.municipality_name) if self.municipality else self.municipality_name

    @property
    def public_byline(self) -> str:
        """The writer as everyone may see them: a function, never a name, and none that tells of union membership."""
        tells = any(word in self.author_function.lower() for word in UNION_WORDS)
        return "" if tells else self.author_function

    def byline_for(self, viewer: Viewer) -> str:
        """The writer: for members the name, and the function where the name does not say it; else what all may see."""
        if not viewer.is_member:
            return self.public_byline or gettext("An employee")
        says_it = self.author_function.lower() in self.author_name.lower()
        return self.author_name if says_it else f"{self.author_name}, {self.author_function.lower()}"

    def signature_for(self, viewer: Viewer) -> str:
        """The writer on one line: the byline, and the place where it is not said yet."""
        byline, place = self.byline_for(viewer), self.place_name
        return f"{byline}, {place}" if place and place not in byline else byline
