"""Templates: small, escaped, with no script or style of their own, and every word of them translated."""

import re

from .source import templates, text, tracked

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.I),
    "a style in the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}
UNESCAPED = re.compile(r"\|\s*(?:safe|safeseq)\b|{%\s*autoescape\s+off")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}|<!--.*?-->", re.S)
OLD_TAG = re.compile(r"{%\s*(?:trans|blocktrans)\b")
SPOKEN_ATTRIBUTE = re.compile(r"\s(?:alt|title|placeholder|aria-label|label)=\"([^\"{]*)\"")
CODE = re.compile(r"{%\s*blocktranslate\b.*?endblocktranslate\s*%}|{{.*?}}|{%.*?%}", re.S)
MARKUP = re.compile(r"<(?P<verbatim>svg|code|kbd|style|script)\b.*?</(?P=verbatim)>|<[^>]*>", re.S)
WORD = re.compile(r"(?<![&\w])[^\W\d_]{2,}(?![;\w])")
NAMES = {"Saman", "KS", "CC", "BY", "Bokmål", "Nynorsk", "English", "Designsystemet", "Creative", "Commons"}
EXTERNAL = re.compile(r"""(?:src|href|action|url|@import|import|from|fetch)\s*[=(\s]\s*["']?(?:https?:)?//([\w.-]+)""")
LOADING = {".html", ".css", ".js", ".svg"}
LINKED = {"creativecommons.org", "www.w3.org", "lovdata.no", "uustatus.no"}
"""Hosts that a reader may be sent to by a link; nothing is loaded from them."""


SPEAKS_FOR_ITSELF = {
    "templates/400.html",  # served before the reader's language is known: says it in all three
    "templates/500.html",  # served when Django has failed: says it in all three languages at once
    "templates/ui/parts.html",  # the sheet of components, for those who build pages
}


def bare_words(page: str) -> list[str]:
    """What a reader would see or hear, and no translator."""
    shown = CODE.sub("", page)
    return [
        w for w in WORD.findall(" ".join([MARKUP.sub(" ", shown), *SPOKEN_ATTRIBUTE.findall(shown)])) if w not in NAMES
    ]


def html(with_mail: bool = False) -> list[tuple[str, str]]:
    """Pages without their comments. Mail carries its style inline, as mail programs want it."""
    return [
        (str(path), COMMENT.sub("", text(path)))
        for path in templates()
        if path.suffix == ".html" and (with_mail or "emails" not in path.parts)
    ]


def test_a_template_has_at_most_100_lines() -> None:
    assert [str(path) for path in templates() if text(path).count("\n") > 100] == []


def test_no_page_holds_script_or_style() -> None:
    assert [f"{path}: {what}" for path, page in html() for what, found in INLINE.items() if found.search(page)] == []


def test_nothing_is_printed_unescaped() -> None:
    assert [path for path, page in html(with_mail=True) if UNESCAPED.search(page)] == []


def test_the_tags_for_translation_are_those_of_today() -> None:
    assert [str(path) for path in templates() if OLD_TAG.search(text(path))] == []


def test_no_word_stands_untranslated_in_a_template() -> None:
    pages = [(path, page) for path, page in html(with_mail=True) if path not in SPEAKS_FOR_ITSELF]
    assert [f"{path}: {word}" for path, page in pages for word in bare_words(page)] == []


def test_the_search_for_untranslated_words_finds_them() -> None:
    assert bare_words('<p title="Hei">{% translate "Save" %} <b>{{ name }}</b> nå</p>') == ["nå", "Hei"]


def test_nothing_is_loaded_from_another_host() -> None:
    files = [path for path in tracked() if path.suffix in LOADING and path.parts[0] not in {"docs", "tests"}]
    hosts = [(str(path), host) for path in files for host in EXTERNAL.findall(text(path))]
    assert [(path, host) for path, host in hosts if host not in LINKED] == []
