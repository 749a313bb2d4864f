import re
import time

import pytest
from django.template import Context, Template

from community.text import markdown
from community.text.markdown import LONGEST, own_words, to_html, to_plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.gif)",
    "![x\" onerror=\"alert(1)](y)",
    "[x](https://ok.example \"t' onmouseover='alert(1)\")",
    "[x](https://ok.example\"onclick=alert(1))",
    "`<script>alert(1)</script>`",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>@import 'https://evil.example'</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "https://ok.example/\"><script>alert(1)</script>",
    "[a]: javascript:alert(1)\n\n[a]",
    "<!--><img src=x onerror=alert(1)>-->",
    "\x00<script>alert(1)</script>",
]  # fmt: skip

TAG = re.compile(r"<\s*/?\s*([a-zA-Z][^\s>/]*)([^>]*)>")


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_becomes_no_markup_but_the_allowed(payload: str) -> None:
    for name, attributes in TAG.findall(to_html(payload)):
        assert name in {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
        assert re.fullmatch(r"( (href|rel)=\"[^\"]*\")*", attributes), attributes
        assert not re.search(r"href=\"\s*(?!https?:|mailto:)[a-z]+:", attributes, re.I)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**Runden** virket *ikke*", "<p><strong>Runden</strong> virket <em>ikke</em></p>\n"),
        ("- en\n- to", "<ul>\n<li>en</li>\n<li>to</li>\n</ul>\n"),
        ("3. tre\n4. fire", '<ol start="3">\n<li>tre</li>\n<li>fire</li>\n</ol>\n'),
        ("# Stor\n\n###### Liten", "<h4>Stor</h4>\n<h6>Liten</h6>\n"),
        ("> sitat", "<blockquote>\n<p>sitat</p>\n</blockquote>\n"),
        ("en linje\nto linjer", "<p>en linje<br>\nto linjer</p>\n"),
        ("    innrykk", "<p>innrykk</p>\n"),
        ("[vår side](/nb/tema/)", '<p><a href="/nb/tema/" rel="nofollow noopener">vår side</a></p>\n'),
        ("[post](mailto:a@b.no)", '<p><a href="mailto:a@b.no" rel="nofollow noopener">post</a></p>\n'),
        ("", ""),
    ],
)
def test_markdown_is_read_as_people_write_it(source: str, html: str) -> None:
    assert to_html(source) == html


def test_a_bare_address_is_a_link_without_the_full_stop_after_it() -> None:
    assert 'href="https://ks.example/a_b"' in to_html("Se https://ks.example/a_b.")


def test_a_bare_address_inside_a_link_stays_one_link() -> None:
    assert to_html("[https://a.example](https://b.example)").count("<a ") == 1


def test_the_filter_prints_markup_and_escapes_what_stands_beside_it() -> None:
    page = Template("{% load text %}{{ a|markdown }}{{ b }}").render(Context({"a": "**ja**", "b": "<b>"}))
    assert page == "<p><strong>ja</strong></p>\n&lt;b&gt;"


def test_plain_text_keeps_the_words_and_drops_the_signs() -> None:
    assert to_plain("# Behov\n\n- **vond** skulder\n- se [siden](/x)\nmer") == "Behov\nvond skulder\nse siden mer"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Behov",
        " Behov \n Mål  \n\n \n\nTiltak.\n",
        "Kl. 10-12: 5 = 2 + 3 (ca.)\nog $1, 50 %",
        "a\n\u2028\n\u00a0b\x0b\n\n\x0cc",
    ],
)
def test_a_text_without_signs_is_plain_whether_it_is_parsed_or_not(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = to_plain(text)
    monkeypatch.setattr(markdown, "_has_signs", bool)
    assert to_plain(text) == plain


def test_a_text_over_the_limit_is_cut_before_it_is_read() -> None:
    assert len(to_plain("a" * (LONGEST * 3))) == LONGEST


SHAPES = [
    "> ",
    "[",
    "![",
    "[a](",
    "*a ",
    "**_*__",
    "`a``",
    "<div>",
    "<",
    "&",
    "- ",
    "1. ",
    "a\n=\n",
    "\t- ",
    "\\",
    "é ",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_nesting_is_answered_fast(shape: str) -> None:
    assert min(seconds_for(shape * (LONGEST // len(shape)) + end) for end in "abc") < 1.0


def seconds_for(text: str) -> float:
    started = time.thread_time()
    to_html(text)
    return time.thread_time() - started


def test_what_would_be_a_picture_is_a_link_to_it() -> None:
    assert "!" not in to_html("Se ![planen](https://grong.example/plan.png)")
    assert to_plain("Se! [Planen](https://grong.example/)").startswith("Se! Planen")


def test_ones_own_words_are_those_that_are_not_quoted() -> None:
    assert own_words("> Hvem lærer opp?\n\nVi lar **den** gjøre det") == "Vi lar den gjøre det"
    assert own_words("> Bare et sitat") == "Bare et sitat"
