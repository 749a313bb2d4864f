"""Links in a text lead on under the prefix that the reader uses, whatever prefix they were written with."""

import re

from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

_OWN_LINK = re.compile(rf'(<a [^<>]*?href=")/({"|".join(code for code, _name in settings.LANGUAGES)})/')


def under_readers_prefix(html: str) -> SafeString:
    """The same HTML, with the reader's language in our own addresses; what is not safe already is escaped."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return mark_safe(_OWN_LINK.sub(rf"\1/{language}/", conditional_escape(html)))
