import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from search import doublets, language, readings
from search.content import content_words, is_stop_word
from search.fields import MOST_WORDS, Text
from search.language import analyse, deeds, read
from search.tokens import fold, tokens


def wholes(word: str) -> set[str]:
    return set(analyse(fold(word)).wholes)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("sjukefråvær", "sykefraværet"),
        ("innbyggjarane", "innbygger"),
        ("skulen", "skole"),
        ("leiar", "ledere"),
        ("heiltid", "heltid"),
        ("heimetenesta", "hjemmetjenesten"),
        ("prosjektleiardag", "prosjektlederdager"),
        ("kick-off", "kickoff"),
        ("fråværsskjemaet", "fraværsskjema"),
        ("utsleppa", "utslippene"),
        ("fosterheimar", "fosterhjem"),
        ("anskaffing", "anskaffelse"),
        ("avlasting", "avlastning"),
        ("reinhaldaren", "renholder"),
        ("arbeidsgjevar", "arbeidsgiver"),
        ("hovudverneombod", "hovedverneombud"),
        ("skulefritidsordning", "skolefritidsordning"),
        ("vasslekkasje", "vannlekkasje"),
        ("informasjonstryggleik", "informasjonssikkerhet"),
        ("eigenberedskap", "egenberedskap"),
    ],
)
def test_both_written_forms_and_all_endings_meet(asked: str, written: str) -> None:
    assert wholes(asked) & wholes(written)


@pytest.mark.parametrize(("one", "other"), [("får", "far"), ("før", "for"), ("må", "ma"), ("bønder", "bonde")])
def test_letters_that_tell_words_apart_are_kept(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_an_agent_is_no_verb_that_it_only_looks_like() -> None:
    assert analyse("leiar").wholes == ("leder",)
    assert "leie" in analyse("leier").wholes


def test_a_compound_is_split_at_its_linking_letter() -> None:
    word = analyse("fraværsoppfølging")
    assert [word.surface[part.start : part.end] for part in word.parts] == ["fraværs", "oppfølging"]


def test_an_s_after_enhet_links_and_begins_no_sledge() -> None:
    assert "enhetleder" in wholes("enhetsleder")


@pytest.mark.parametrize(
    ("word", "last"), [("dagskurs", "kurs"), ("innkjøpsmakt", "makt"), ("arbeidsstøtte", "støtte")]
)
def test_a_linking_s_is_no_first_letter(word: str, last: str) -> None:
    assert last in analyse(word).parts[-1].lemmas


def test_who_does_and_what_is_done_are_asked_for_alike() -> None:
    assert "rekruttering" in deeds("rekrutterte")
    assert deeds("møte") == ()
    assert deeds("ledelse") == ()


def test_a_line_of_doublets_says_a_word_or_the_forms_of_one() -> None:
    read = doublets.read(["utslepp utslipp", "-tryggleik sikkerhet  # as an ending", "", "app n: app appen"])
    assert read.bokmal("klimautslepp") == "klimautslipp" and read.bokmal("utslepp") == "utslipp"
    assert read.bokmal("tryggleik") == "tryggleik" and read.bokmal("datatryggleik") == "datasikkerhet"
    assert read.of("appen") == (("app", "n"),)
    assert list(read.prefixes("appenes")) == ["app", "appen"]


def test_a_known_word_is_only_split_where_its_halves_lead_to_it() -> None:
    assert [part.lemmas for part in analyse("arbeidsmiljø").parts] == [("arbeid",), ("miljø",)]
    assert analyse("tillitsvald").parts == ()


def test_words_have_their_places_and_soft_hyphens_are_no_letters() -> None:
    found = list(tokens("Møte om syke\u00adfravær, kl. 9"))
    assert [token.surface for token in found] == ["møte", "om", "sykefravær", "kl", "9"]
    assert found[2].end - found[2].start == len("syke\u00adfravær")


def test_accents_are_folded_and_sami_names_found_without_their_letters() -> None:
    assert fold("Kárášjohka") == "karasjohka"
    assert fold("Idéen") == "ideen"


@pytest.mark.parametrize("text", [
    "Folk i Nordre Follo og på Hamar", "NORDRE FOLLO", "nordre follo, en nordre del", "Østre Totens kick-off",
    "Nordre og søre", "et sjuke\u00adfråvær på 3,5 prosent – 2014", "- … -", "",
])  # fmt: skip
def test_what_is_indexed_is_what_is_read(text: str) -> None:
    said = [word for _token, word in read(text) if not is_stop_word(word.surface)]
    assert list(content_words(text)) == said


def test_a_word_of_10000_letters_is_cut_and_costs_nothing() -> None:
    (token,) = tokens("ab" * 5000)
    assert len(analyse(token.surface).surface) <= 48


def test_every_process_names_the_analysis_alike() -> None:
    asked = "import django; django.setup(); from search.language import version; print(version())"
    said = {
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=settings.BASE_DIR,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_without_the_lexicon_words_are_stemmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "open_lexicon", lambda: None)
    analyse.cache_clear()
    assert wholes("kommunane") == wholes("kommuner")
    analyse.cache_clear()


def test_the_trie_is_made_from_the_word_list(tmp_path: Path) -> None:
    made = tmp_path / "lexicon.trie"
    assert readings.build(target=made) > 500_000
    assert made.read_bytes() == readings.TRIE.read_bytes()


@pytest.mark.parametrize("text", ["tavle " * 25_000, "tavle/" * 25_000])
def test_no_more_is_taken_of_a_text_than_an_index_holds(text: str) -> None:
    assert len(Text.of(text).words) == MOST_WORDS
