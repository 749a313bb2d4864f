"""The documents, queries and grades that the search is judged by, made from hand-written texts: always the same ones.

    python -m benchmarks.search.corpus

`texts/` holds, in both written forms, two short texts on each of two sides of a subject (`# subject/side`), what each
says plainly (`said.txt`), sentences that only mention a subject (`~`), sentences that say nothing of any
(`padding.txt`), texts that merely use the same words (`distractors.txt`) and the queries (`queries.txt`). A document is
one text with what it says plainly, some padding, a mention of another subject, and a place. What answers a query
follows from what a document was made of: the side that is asked for is graded 3, its other side and a mention of it 1.
A place narrows: with it 3, one of the two 1.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TEXTS, DATA = HERE / "texts", HERE / "data"
FORMS = ("nb", "nn")
PLACES = {
    "nb": [
        "Færder", "Lillestrøm", "Nordre Follo", "Indre Østfold", "Asker", "Drammen", "Lindesnes", "Holmestrand",
        "Tønsberg", "Senja", "Orkland", "Molde", "Hamar", "Steinkjer", "Kristiansand", "Sandnes",
    ],
    "nn": [
        "Kinn", "Sunnfjord", "Stad", "Alver", "Øygarden", "Bjørnafjorden", "Hustadvika", "Volda", "Ullensvang",
        "Sogndal", "Midt-Telemark", "Vinje", "Stord", "Luster", "Gloppen", "Seljord",
    ],
}  # fmt: skip
HELD_BACK = 3
"""Each third row of queries is kept apart: nobody tunes by it."""


@dataclass(frozen=True)
class Written:
    """A document, and what it was made of."""

    id: str
    language: str
    title: str
    text: str
    place: str
    about: str
    mentions: str

    @property
    def as_json(self) -> dict[str, Any]:
        said = {"id": self.id, "language": self.language, "title": self.title, "text": self.text}
        return {**said, "municipality": self.place}


@dataclass(frozen=True)
class Asked:
    """A query, and what answers it. `right`: the id of the same query, spelt right."""

    id: str
    kind: str
    language: str
    text: str
    about: str
    place: str
    held_back: bool
    right: str = ""

    @property
    def as_json(self) -> dict[str, Any]:
        said = {"id": self.id, "language": self.language, "kind": self.kind, "text": self.text}
        return said | ({"right": self.right} if self.right else {}) | ({"held_back": True} if self.held_back else {})


def main() -> None:
    documents, queries = made_documents(), made_queries()
    DATA.mkdir(exist_ok=True)
    _write("documents.jsonl", (json.dumps(one.as_json, ensure_ascii=False) for one in documents))
    _write("queries.jsonl", (json.dumps(one.as_json, ensure_ascii=False) for one in queries))
    _write("grades.tsv", grades(documents, queries))
    print(f"{len(documents)} documents, {len(queries)} queries")


def made_documents() -> list[Written]:
    chance = random.Random(5)
    mentions, padding, plainly = _mentions(), _padding(), _plainly()
    found: list[Written] = []
    for about, language, place, title, core in (*_subjects(), *_distractors()):
        sentences = chance.sample(padding[language], chance.randint(2, 4))
        if about:
            sentences.insert(chance.randint(1, len(sentences)), next(plainly[about, language]))
        mentioned = ""
        if chance.random() < 0.5:
            mentioned, sentence = chance.choice([pair for pair in mentions[language] if not about.startswith(pair[0])])
            sentences.insert(chance.randrange(len(sentences)), sentence)
        at = chance.randint(0, 1)  # few begin with what they are about
        text = " ".join((*sentences[:at], core, *sentences[at:]))
        place = place or chance.choice(PLACES[language])
        found.append(Written(f"d{len(found) + 1:03}", language, title, text, place, about, mentioned))
    return found


def made_queries() -> list[Asked]:
    found: list[Asked] = []
    for number, row in enumerate(_rows("queries.txt"), 1):
        kind, about, *texts = row
        subject, _, place = (part.strip() for part in about.partition("@"))
        meant = [one for one in found if about.startswith("=") and one.text == about[1:].strip()]
        for language, text in zip((*FORMS, "mixed"), texts, strict=False):
            right = next((one for one in found if meant and one.id == f"{meant[0].id[:4]}-{language}"), None)
            if right:
                subject, place = right.about, right.place
            held_back = right.held_back if right else number % HELD_BACK == 0
            one = Asked(f"q{number:03}-{language}", kind, language, text, subject, place, held_back)
            found.append(Asked(**{**one.__dict__, "right": right.id}) if right else one)
    return found


def grades(documents: list[Written], queries: list[Asked]) -> Iterator[str]:
    for query in queries:
        for document in documents:
            if grade := grade_of(document, query):
                yield f"{query.id}\t{document.id}\t{grade}"


def grade_of(document: Written, query: Asked) -> int:
    subject, _, side = query.about.partition("/")
    about, _, of = document.about.partition("/")
    is_there = query.place == document.place
    answers = about == subject and side in ("", of)
    if query.place:
        return 3 if is_there and (answers or not subject) else int(is_there or answers)
    return 3 if answers else int(subject in (about, document.mentions))


def _subjects() -> Iterator[tuple[str, str, str, str, str]]:
    for path in sorted(TEXTS.glob("*.txt")):
        about = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# ") and "/" in line and "|" not in line:
                about = line[2:].strip()
            elif about and not line.startswith("~"):
                yield about, *_document(line)


def _distractors() -> Iterator[tuple[str, str, str, str, str]]:
    return (("", *_document(" | ".join(row))) for row in _rows("distractors.txt"))


def _document(line: str) -> tuple[str, str, str, str]:
    """Language, place (where one was chosen), title and text."""
    first, title, text = (part.strip() for part in line.split("|"))
    language, _, place = first.partition(" @")
    return language, place, title, text


def _mentions() -> dict[str, list[tuple[str, str]]]:
    """The subject and the sentence that only mentions it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(TEXTS.glob("*.txt")):
        subject = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                subject = line[2:].partition("/")[0]
            elif line.startswith("~"):
                language, _, sentence = line[1:].partition(" | ")
                found[language].append((subject, sentence))
    return found


def _plainly() -> dict[tuple[str, str], Iterator[str]]:
    """Of each side and form, what its first and its second text says."""
    found = {}
    for about, nb, *of_nb, nn, one, other in _rows("said.txt"):
        found[about, nb], found[about, nn] = iter(of_nb), iter((one, other))
    return found


def _padding() -> dict[str, list[str]]:
    return {form: [text for language, text in _rows("padding.txt") if language == form] for form in FORMS}


def _rows(name: str) -> list[list[str]]:
    lines = (TEXTS / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def _write(name: str, lines: Iterator[str]) -> None:
    (DATA / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
