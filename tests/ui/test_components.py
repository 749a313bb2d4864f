from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from community.ui.samples import SampleMap, SampleMeasure, SamplePlace
from community.ui.symbols import UnknownSymbol


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_what_a_member_wrote_is_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    sources = [
        "{% button evil %}", "{% tag evil %}", "{% chip evil evil %}", "{% row evil evil meta=evil new=evil %}",
        "{% breadcrumbs evil evil evil %}", "{% avatar evil evil %}",
        "{% notice title=evil %}{{ evil }}{% endnotice %}",
        "{% empty evil href=evil act=evil %}{{ evil }}{% endempty %}", "{% index_row evil evil evil sub=evil %}",
        "{% details evil %}{{ evil }}{% enddetails %}", "{% step 'used' evil anchor=evil %}{{ evil }}{% endstep %}",
        "{% table evil %}{% endtable %}", "{% fact evil %}{{ evil }}{% endfact %}", "{% ladder 2 evil %}",
    ]  # fmt: skip
    assert [source for source in sources if "<script>" in drawn(source, evil=evil)] == []


def test_an_unknown_icon_fails_loudly() -> None:
    with pytest.raises(UnknownSymbol):
        drawn("{% icon 'unicorn' %}")


def test_a_knot_without_a_label_is_decoration_and_with_one_is_read() -> None:
    assert 'aria-hidden="true"' in drawn("{% knot 'used' %}")
    assert 'role="img" aria-label="Løst"' in drawn("{% knot 'used' label='Løst' %}")


def test_every_place_on_the_map_is_a_link_by_its_name() -> None:
    drawing = SampleMap(places=[SamplePlace("Nøtterøy", 10.5, 20.5, url="/k/", sub="nå Færder")])
    with translation.override("nb"):
        html = drawn("{% map drawing 'Kart' %}", drawing=drawing)
    assert '<a href="/k/" ' in html and ">Nøtterøy</text>" in html
    assert 'cx="10.5"' in html  # never a decimal comma in a drawing


def test_a_change_is_told_with_its_sign_and_no_effect_in_words() -> None:
    rows = [
        SampleMeasure("Skole", Decimal(93), Decimal(91), 58),
        SampleMeasure("Helse", Decimal(89), Decimal(90), 96, no_effect=True),
    ]
    with translation.override("en"):
        html = drawn("{% measures rows 'Nærvær' %}", rows=rows)
    assert '<td role="cell">−2 percentage points</td>' in html
    assert '<td role="cell">no certain change</td>' in html


def test_letters_are_the_municipalitys() -> None:
    names = ["Grong", "Nordre Land", "Evje og Hornnes", "Sør-Varanger", ""]
    assert [drawn("{{ name|letters }}", name=name) for name in names] == ["GR", "NL", "EV", "SV", ""]


def test_breadcrumbs_end_where_you_are() -> None:
    html = drawn("{% breadcrumbs 'Erfaringer' '/nb/erfaringer/' 'Samtalen' %}")
    assert '<a href="/nb/erfaringer/">Erfaringer</a>' in html
    assert '<span aria-current="page">Samtalen</span>' in html


def test_what_each_figure_has_of_its_own_stands_under_its_name_in_its_language() -> None:
    rows = [SampleMeasure("Fråvær", Decimal(9), Decimal(8), 40, period=year, source="SSB") for year in ("2013", "2014")]
    with translation.override("en"):
        html = drawn("{% measures rows 'Absence' lang='nn' %}", rows=rows)
    assert '<span lang="nn">Fråvær <span class="muted unit">2013</span></span>' in html
    assert 'Source: <span lang="nn">SSB.</span>' in html


def test_two_lines_of_a_place_on_the_map_are_read_as_two_words() -> None:
    html = drawn("{% map drawing 'Kart' %}", drawing=SampleMap())
    assert 'aria-label="Nøtterøy, nå Færder"' in html


@pytest.mark.parametrize(("written", "named"), [("nn", ' lang="nn"'), ("nb", ""), ("", "")])
def test_only_words_in_another_language_are_named(written: str, named: str) -> None:
    with translation.override("nb"):
        assert drawn("<p{% lang written %}>", written=written) == f"<p{named}>"


def test_what_all_figures_share_is_said_once() -> None:
    rows = [SampleMeasure(name, Decimal(90), Decimal(91), 40, unit="prosent", source="SSB") for name in ("A", "B")]
    with translation.override("en"):
        html = drawn("{% measures rows 'Nærvær' %}", rows=rows)
    assert html.count("SSB") == 1
    assert 'aria-label="Nærvær, %. A: from 90 to 91. B: from 90 to 91."' in html
    assert "<b>Nærvær, <span>%</span></b>" in html and '<td role="cell">90</td>' in html


def test_a_unit_in_words_stands_once_and_one_that_only_counts_not_at_all() -> None:
    rows = [SampleMeasure("Avvik", Decimal(11), Decimal(6), None, unit=unit) for unit in ("antall", "dager", "%")]
    with translation.override("nb"):
        table = drawn("{% measures rows 'Målt' %}", rows=rows)
    assert table.count('<td role="cell">11</td>') == 2 and '<td role="cell">11 %</td>' in table
    assert 'Avvik <span class="muted unit">dager</span>' in table and table.count("antall</span>") == 1
    assert '<th scope="col" role="columnheader">Endring</th>' in table


@pytest.mark.parametrize(("errors", "beginning"), [({"name": ["x"]}, "<title>Feil: "), ({}, "<title> – Saman")])
def test_the_title_of_a_form_says_first_that_something_is_wrong(
    errors: dict[str, list[str]], beginning: str, rf: RequestFactory
) -> None:
    context = {"form": SimpleNamespace(errors=errors), "request": rf.get("/")}
    with translation.override("nb"):
        assert beginning in Template('{% extends "base.html" %}').render(Context(context))
