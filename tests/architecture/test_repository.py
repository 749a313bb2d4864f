"""What the repository as a whole promises."""

import re

from .source import ROOT, text, tracked

BINARY = set(".png .jpg .jpeg .webp .gif .avif .heic .woff2 .ico .mo .gz .trie .pdf .zip".split())
MACHINE_PATH = re.compile(r"(?<![\w.}\"'/-])/(?:work|root|tmp|home/[a-z]+)/")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b")


def readable() -> list[tuple[str, str]]:
    return [(str(path), text(path)) for path in tracked() if path.suffix not in BINARY]


def test_no_path_of_a_machine_is_written_down() -> None:
    assert [path for path, content in readable() if MACHINE_PATH.search(content)] == []


def test_no_secret_is_written_down() -> None:
    assert [path for path, content in readable() if SECRET.search(content)] == []


def test_the_lock_has_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text()
        pins = re.findall(r"^[a-z0-9][\w.-]*==", lock, re.M)
        assert "://" not in lock
        assert "--index-url" not in lock
        assert lock.count("--hash=sha256:") >= len(pins) > 0


def test_the_change_log_knows_the_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text()
