"""How the real Elasticsearch is found and fetched; that it runs, every test on it shows."""

from pathlib import Path

import pytest

from tools import elasticsearch
from tools.elasticsearch import Lacking, java, unpacked


def a_java(folder: Path, version: str) -> Path:
    home = folder / f"java-{version}"
    (home / "bin").mkdir(parents=True)
    (home / "bin/java").touch()
    (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n')
    return home


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One with nothing on it, but a place for programs and a cache."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(elasticsearch, "JVM_FOLDERS", (str(tmp_path / "jvm"),))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(
        elasticsearch.shutil, "which", lambda name: str(tmp_path / "bin" / name) if name == "mvn" else None
    )
    return tmp_path


def maven(machine: Path, script: str) -> None:
    program = machine / "bin/mvn"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


UNPACKS = """
for option; do case $option in
    -DoutputDirectory=*) mkdir -p "${option#*=}/server-1/elasticsearch/lib" ;;
    -Dmaven.repo.local=*) mkdir -p "${option#*=}" && touch "${option#*=}/archive.zip" ;;
esac; done
"""


def test_the_newest_java_that_will_do_is_taken(machine: Path) -> None:
    for version in ("17.0.1", "21.0.2", "25.0.1", "1.8.0_312"):
        a_java(machine / "jvm", version)
    assert java() == machine / "jvm/java-25.0.1/bin/java"


def test_who_has_only_an_older_java_is_told(machine: Path) -> None:
    a_java(machine / "jvm", "17.0.1")
    with pytest.raises(Lacking, match="21 or later"):
        java()


def test_it_is_fetched_once_and_nothing_else_is_kept(machine: Path) -> None:
    maven(machine, UNPACKS)
    home = unpacked()
    assert (home / "lib").is_dir() and home.is_relative_to(machine / "cache")
    assert [path.name for path in machine.rglob("archive.zip")] == []
    maven(machine, "exit 1")
    assert unpacked() == home


def test_a_fetch_that_fails_says_why_and_leaves_nothing(machine: Path) -> None:
    maven(machine, UNPACKS + "echo no such artefact; exit 1")
    with pytest.raises(Lacking, match="no such artefact"):
        unpacked()
    assert list((machine / "cache").rglob("*")) == [machine / "cache/saman-elasticsearch"]
