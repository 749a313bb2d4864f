import math
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.search import corpus, given, judge, measures, plain, quality
from benchmarks.search.engines import PLAIN
from benchmarks.search.table import Judged


def a_query(id: str, **said: object) -> given.Query:
    return given.Query(**{"id": id, "text": id, "language": "nb", "kind": "", "right": "", "held_back": False, **said})


def test_what_is_shipped_is_what_is_made() -> None:
    documents, queries = corpus.made_documents(), corpus.made_queries()
    shipped = [(one.id, one.title, one.text) for one in given.documents(corpus.DATA / "documents.jsonl")]
    assert shipped == [(one.id, one.title, one.text) for one in documents]
    assert [(one.id, one.text) for one in given.queries(corpus.DATA / "queries.jsonl")] == [
        (one.id, one.text) for one in queries
    ]
    assert (corpus.DATA / "grades.tsv").read_text().splitlines() == list(corpus.grades(documents, queries))


def test_there_is_enough_to_judge_by() -> None:
    documents, queries = corpus.made_documents(), corpus.made_queries()
    assert len(documents) >= 400 and len({one.about.partition("/")[0] for one in documents}) >= 40
    assert len(queries) >= 120 and {one.language for one in queries} == {"nb", "nn", "mixed"}
    assert min(Counter(one.kind for one in queries).values()) >= 20
    assert all(one.right for one in queries if one.kind == "misspelt")
    graded = given.grades(corpus.DATA / "grades.tsv")
    assert all(measures.answers(graded[one.id]) for one in queries)


def test_ndcg_and_recall_are_those_of_trec() -> None:
    grades = {"a": 3, "b": 1}
    best = 3 + 1 / math.log2(3)
    assert measures.ndcg(["a", "b"], grades) == 1
    assert measures.ndcg(["x", "a"], grades) == pytest.approx(3 / math.log2(3) / best)
    assert measures.ndcg([], grades) == 0
    assert measures.recall([str(number) for number in range(12)], {"0", "9", "10", "11"}) == 0.5
    assert measures.recall(["a"], {str(number) for number in range(40)} | {"a"}) == 0.1


def test_what_beir_and_trec_write_is_read(tmp_path: Path) -> None:
    documents, queries, grades = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl", tmp_path / "test.tsv"
    documents.write_text('{"_id": "1", "title": "Turnus", "text": "Lange vakter"}\n\n')
    queries.write_text('{"_id": "q", "text": "langvakt"}\n')
    grades.write_text("query-id\tcorpus-id\tscore\nq\t1\t2\n")
    assert [(one.id, one.title, one.language) for one in given.documents(documents)] == [("1", "Turnus", "nb")]
    assert given.queries(queries) == [a_query("q", text="langvakt", language="")]
    assert given.grades(grades) == {"q": {"1": 2}}
    grades.write_text("q 0 1 2\n")
    assert given.grades(grades) == {"q": {"1": 2}}


@pytest.mark.parametrize(
    ("line", "why"), [("{", "line 1"), ("[]", "not an object"), ('{"title": "a"}', "id"), ('{"id": "a b"}', "id")]
)
def test_what_cannot_be_read_is_said_with_its_line(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_text(line)
    with pytest.raises(given.Unreadable, match=why):
        list(given.documents(path))


def test_grades_that_are_none_are_said_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "grades.tsv"
    path.write_text("q\t1\t2\nq\t2\tgood\n")
    with pytest.raises(given.Unreadable, match="line 2"):
        given.grades(path)


def test_a_ranking_is_written_as_trec_has_it(tmp_path: Path) -> None:
    given.write_ranking(tmp_path / "a.run", [("q", ["b", "a"])], "sqlite")
    assert (tmp_path / "a.run").read_text() == "q Q0 b 1 2 sqlite\nq Q0 a 2 1 sqlite\n"
    assert given.ranking(tmp_path / "a.run") == {"q": ["b", "a"]}


def test_a_limit_that_is_missed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    queries = [a_query("nb"), a_query("nn", language="nn"), a_query("wrong", right="nb"), a_query("c", kind="compound")]
    grades = {one.id: {"1": 3, "2": 3} for one in queries}
    good = Judged(queries, {one.id: ["1", "2"] for one in queries}, grades)
    bad = Judged(queries, {"nb": ["1", "2"], "c": ["1"]}, grades)
    checked = list(quality.checks({"good": good, "bad": bad, PLAIN: bad}, {"1": "nb", "2": "nn"}))
    assert quality._report(checked) == 1
    missed = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines() if line.endswith("missed")]
    assert missed == [
        "bad: nynorsk behind bokmål",
        "bad: recall in the other written form, of that in its own",
        "bad: misspelt, of the same spelt right",
        "bad: recall of compounds",
        "bad: behind the best engine",
    ]
    assert quality._report([row for row in checked if row[0].startswith("good")]) == 0


def test_anyones_own_documents_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On SQLite, in a database of its own; nothing of the site's is touched."""
    (tmp_path / "d.jsonl").write_text(
        '{"id": "x", "title": "Mindre sykefravær", "language": "nb"}\n'
        '{"id": "y", "title": "Ny bru", "language": "nn"}\n'
    )
    (tmp_path / "q.jsonl").write_text('{"id": "1", "text": "sjukefråvær", "language": "nn"}\n')
    (tmp_path / "g.tsv").write_text("1\tx\t3\n")
    said = [str(tmp_path / name) for name in ("d.jsonl", "q.jsonl", "g.tsv")]
    monkeypatch.setattr("sys.argv", ["judge", *said, "--runs", str(tmp_path / "runs")])
    assert judge.main() == 0
    assert (tmp_path / "runs" / "sqlite.run").read_text() == "1 Q0 x 1 1 sqlite\n"
    assert "1.000 / 1.000" in capsys.readouterr().out


def test_a_file_that_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["judge", "no.jsonl", "no.jsonl", "no.tsv", "--runs", str(tmp_path)])
    assert judge.main() == 2
    assert "no.jsonl" in capsys.readouterr().out


@pytest.mark.elasticsearch
def test_the_plain_index_is_asked_and_thrown_away(tmp_path: Path) -> None:
    from tests.cluster import URL

    (tmp_path / "d.jsonl").write_text('{"id": "x", "title": "Sykefraværet falt"}\n{"id": "y", "title": "Ny bru"}\n')
    (tmp_path / "q.jsonl").write_text('{"id": "1", "text": "sykefravær"}\n')
    assert list(plain.rank(tmp_path / "d.jsonl", tmp_path / "q.jsonl", URL)) == [("1", ["x"])]
