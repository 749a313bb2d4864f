import pytest

from community.text.otherwise import otherwise, texts_otherwise


@pytest.mark.parametrize(
    ("begun", "other"),
    [
        ("sju", "syk"),
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
    assert len(otherwise(begun)) <= 6 * begun.startswith("sjuk")


def test_of_several_words_the_last_is_begun() -> None:
    assert texts_otherwise("Skule heilt") == ["skule helt"] and texts_otherwise(" ") == []
