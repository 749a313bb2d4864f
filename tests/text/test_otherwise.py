import pytest

from community.text.otherwise import otherwise, texts_otherwise


@pytest.mark.parametrize(
    ("begun", "other"),
    [
        ("sju", "syke"),
        ("hei", "hjem"),
        ("sjukeh", "sykeh"),
        ("heilti", "helti"),
        ("helti", "heilti"),
        ("lei", "leder"),
        ("leder", "leiar"),
        ("heimeten", "hjemmetjenest"),
        ("avdelingslei", "avdelingsleder"),
        ("omsorgstenes", "omsorgstjenest"),
    ],
)
def test_a_beginning_in_the_other_written_form(begun: str, other: str) -> None:
    assert other in otherwise(begun)


@pytest.mark.parametrize("begun", ["", "sj", "turnus", "kommune", "😀" * 100, "sjuk" * 100])
def test_there_are_few_or_none(begun: str) -> None:
    assert len(otherwise(begun)) <= 10 * begun.startswith("sjuk")


def test_of_several_words_the_last_is_begun() -> None:
    assert texts_otherwise("Skule heimet") == ["skule hjemmet"] and texts_otherwise(" ") == []


def test_a_beginning_leads_to_no_other_words() -> None:
    assert not [word for word in ("helg", "sykkel") if word.startswith((*otherwise("heil"), *otherwise("sjuk")))]
