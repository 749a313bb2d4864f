"""The demo's content is whole: in three languages, without loose keys, without anybody who can be recognised."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from community.text.smallnumbers import small_number_warnings

DEMO = Path(__file__).parents[2] / "home" / "demo"
METHODS = Path(__file__).parents[2] / "community" / "networks" / "data"
KINDS = ("network", "themes", "process_models", "people", "experiences", "comments", "pages")
BLOCKS = {"heading", "text", "image", "quote", "fact", "experiences", "action"}
ROUTES = {"experiences", "write", "feedback"}
TEXTS = ("need", "action", "happened", "not_worked")
PICTURES = ("mandagstavla.png", "turnustavla.png", "fagbrevstigen.png")


def content(kind: str) -> Any:
    return json.loads(raw(kind))


def raw(kind: str) -> str:
    folder = METHODS if kind == "process_models" else DEMO
    return (folder / f"{kind}.json").read_text(encoding="utf-8")


EXPERIENCES = content("experiences")
SHOWN = [one for one in EXPERIENCES if one["state"] in {"published", "submitted"}]
KEYS = {one["key"] for one in EXPERIENCES}
PEOPLE = {one["key"] for one in content("people")}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def blocks() -> Iterator[dict[str, Any]]:
    for page in content("pages"):
        for text in page["translations"].values():
            yield from text["blocks"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_in_bokmal_is_said_in_nynorsk_and_english(kind: str) -> None:
    for one in objects(content(kind)):
        stems = {key[:-3] for key in one if re.search("_(nb|nn|en)$", key)}
        assert all(one.get(f"{stem}_{code}", "").strip() for stem in stems for code in ("nb", "nn", "en")), one


def test_every_page_stands_in_three_languages_with_the_same_blocks() -> None:
    for page in content("pages"):
        kinds = {code: [block["type"] for block in text["blocks"]] for code, text in page["translations"].items()}
        assert set(kinds) == {"nb", "nn", "en"}, page["key"]
        assert kinds["nb"] == kinds["nn"] == kinds["en"], page["key"]
        assert BLOCKS.issuperset(kinds["nb"]), page["key"]


def test_pages_lead_only_to_what_exists() -> None:
    pages = {page["key"] for page in content("pages")}
    links = [block["value"]["target"] for block in blocks() if block["type"] == "action"]
    links += re.findall(r'href="(page:[^"]+|route:[^"]+)"', json.dumps(content("pages")).replace('\\"', '"'))
    for kind, _colon, name in (link.partition(":") for link in links):
        assert name in {"page": pages, "route": ROUTES}[kind]
    assert KEYS.issuperset(
        key for block in blocks() if block["type"] == "experiences" for key in block["value"]["keys"]
    )


def test_page_texts_hold_only_plain_markup() -> None:
    for block in blocks():
        text = block["value"]["text"] if block["type"] == "fact" else block["value"] if block["type"] == "text" else ""
        assert set(re.findall(r"</?(\w+)", text)) <= {"p", "ul", "ol", "li", "a", "strong", "em"}


@pytest.mark.parametrize("one", SHOWN, ids=lambda one: str(one["key"]))
def test_what_did_not_work_is_told_as_fully_as_what_did(one: dict[str, Any]) -> None:
    words = {text: len(one[text].split()) for text in TEXTS}
    assert all(50 <= count <= 250 for count in words.values()), words
    assert words["not_worked"] >= 0.7 * words["happened"]


@pytest.mark.parametrize("one", EXPERIENCES, ids=lambda one: str(one["key"]))
def test_an_experience_names_only_what_is_known(one: dict[str, Any]) -> None:
    network = content("network")["network"]
    assert one["author"] in PEOPLE
    assert one["themes"] and set(one["themes"]) <= {theme["slug"] for theme in content("themes")}
    assert one["network"] == network["key"]
    assert one["municipality"] in {place["number_today"] for place in network["municipalities"]}
    assert one["language"] in {"nb", "nn"}
    assert one["picture"] is None or (DEMO / one["picture"]["file"]).is_file()


def test_a_municipality_keeps_the_name_of_its_day() -> None:
    for one in EXPERIENCES:
        if one["municipality"] == "3911":
            assert one["municipality_name"] == ("Nøtterøy" if one["date"] < "2018" else "Færder"), one["key"]


def test_measures_fit_their_columns_and_cover_ten_people_or_more() -> None:
    for measure in (row for one in EXPERIENCES for row in one["measures"]):
        assert measure["n"] is None or measure["n"] >= 10, measure
        assert len(measure["name"]) <= 120 and len(measure["unit"]) <= 30 and len(measure["source"]) <= 150, measure


def test_no_text_that_others_read_points_at_a_few_people() -> None:
    texts = [one[text] for one in SHOWN for text in (*TEXTS, "summary", "goal", "otherwise", "observation")]
    assert not [warning for text in texts for warning in small_number_warnings(text)]


def test_both_written_forms_and_every_state_are_there() -> None:
    nynorsk = sum(one["language"] == "nn" for one in EXPERIENCES) / len(EXPERIENCES)
    assert len(EXPERIENCES) >= 30
    assert 0.3 <= nynorsk <= 0.5
    assert {one["state"] for one in EXPERIENCES} == {"published", "submitted", "sent_back", "draft", "archived"}
    assert {one["again"] for one in SHOWN} == {"yes", "partly", "no"}
    assert any(row["no_effect"] for one in SHOWN for row in one["measures"])


def test_comments_are_by_known_people_under_published_experiences() -> None:
    published = {one["key"]: one["date"] for one in EXPERIENCES if one["state"] == "published"}
    assert len(content("comments")) >= 15
    for thread in content("comments"):
        assert {one["author"] for one in (thread, *thread["replies"])} <= PEOPLE
        dates = [published[thread["experience"]], thread["date"], *(reply["date"] for reply in thread["replies"])]
        assert dates == sorted(dates), thread


@pytest.mark.parametrize("kind", KINDS)
def test_every_address_is_at_example_org(kind: str) -> None:
    addresses = re.findall(r"[\w.+-]+@([\w.-]+)", raw(kind))
    assert set(addresses) <= {"example.org"}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_small(name: str) -> None:
    assert (DEMO / "pictures" / name).stat().st_size < 60_000
