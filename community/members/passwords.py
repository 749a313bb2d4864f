"""What Django's list of common passwords lacks: repetitions, rows of keys, and the words that Norwegians begin with."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEFT_AT_LEAST = 7
"""So many letters and signs must be left when all that is easy to guess counts as one each."""

WORDS = """
    passord password velkommen welcome hemmelig hemmeleg innlogging innlogg logginn bruker brukar admin administrator
    test kommune kommunen kommuna saman norge noreg norway sommer sommar vinter høst haust vår våren januar februar mars
    april mai juni juli august september oktober november desember mandag måndag tirsdag tysdag onsdag torsdag fredag
    lørdag laurdag søndag sundag jul jula påske sykehjem sjukeheim letmein iloveyou
""".split()
ROWS = (
    "01234567890", "abcdefghijklmnopqrstuvwxyzæøå", "qwertyuiopå", "asdfghjkløæ", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn",
)  # fmt: skip

_PIECES = {
    row[start:end]
    for one in ROWS
    for row in (one, one[::-1])
    for start in range(len(row))
    for end in range(start + 3, len(row) + 1)
}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


_EASY = (_any_of(WORDS), re.compile(r"(?:19|20)\d\d"), _any_of(_PIECES), re.compile(r"(.+?)\1+"))
"""A word, a year, three keys or more in a row in either direction, something that repeats itself."""


class EasyToGuessValidator:
    """Refuses `passordpassord`, `aaaaaaaaaaaa`, `sommer2026!!` and `qwerty123456`; figures alone Django refuses."""

    def validate(self, password: str, user: object = None) -> None:
        if not password.isdigit() and len(_what_is_left(password)) < LEFT_AT_LEAST:
            raise ValidationError(self.get_help_text(), code="password_easy_to_guess")

    def get_help_text(self) -> str:
        return _("This password is easy to guess. Take a few words in a row that only you would put together.")


def _what_is_left(password: str) -> str:
    """One sign for each thing that is easy."""
    text = password.lower()[:200]
    for pattern in _EASY:
        text = pattern.sub(lambda found: found[0][0], text)
    return text
