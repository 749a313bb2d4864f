import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from community.text.prefix import under_readers_prefix
from community.text.shy import with_soft_hyphens
from tests.text.growth import grows_evenly


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Innovasjonsnettverket", "Innovasjons|nettverket"),
        ("Korttidsfraværet i hjemmetjenesten", "Korttids|fraværet i hjemme|tjenesten"),
        ("Moderniseringsdepartementet", "Moderniserings|departementet"),
        ("Samtalen før første fraværsdag", "Samtalen før første fraværsdag"),
        ("", ""),
    ],
)
def test_long_compounds_may_break_before_their_head(title: str, shown: str) -> None:
    assert with_soft_hyphens(title).replace("\u00ad", "|") == shown


def test_links_to_the_site_keep_the_readers_language() -> None:
    html = SafeString('<p><a href="/nb/om/">Om</a> <a class="x" href="/nn/tema/">Tema</a></p>')
    with translation.override("en"):
        assert under_readers_prefix(html) == '<p><a href="/en/om/">Om</a> <a class="x" href="/en/tema/">Tema</a></p>'


def test_links_elsewhere_are_left_alone() -> None:
    html = SafeString('<a href="https://example.org/nb/">Der</a> <a href="/filer/nb.pdf">Fil</a>')
    with translation.override("en"):
        assert under_readers_prefix(html) == html


def test_what_is_not_safe_is_escaped() -> None:
    assert "<script>" not in under_readers_prefix("<script>alert(1)</script>")


def test_tags_that_never_end_are_read_once() -> None:
    assert grows_evenly(lambda html: under_readers_prefix(SafeString(html)), "<a ")
