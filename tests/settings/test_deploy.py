"""The units write where they may write, and the documents tell of every setting."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
OPERATIONS = (ROOT / "docs/operations.md").read_text()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_writes_in_the_folder_that_the_installation_makes(unit: Path) -> None:
    said = dict(line.split("=", 1) for line in unit.read_text().splitlines() if "=" in line)
    folders = {said["Environment"].removeprefix("DATA_DIR="), *re.findall(r"/srv/[\w/]+(?=/saman-)", said["ExecStart"])}
    made = re.search(r"^install -d .*", OPERATIONS, re.MULTILINE)
    assert made and folders <= set(made.group().split())
    assert said.get("ProtectSystem") != "strict" or said["ReadWritePaths"] == "/srv/saman"


def test_every_variable_that_is_read_stands_in_the_documents() -> None:
    files = [ROOT / "community/settings" / name for name in ("base.py", "production.py")]
    read = {name for file in files for name in re.findall(r'env\.\w+\("(\w+)"', file.read_text())}
    assert {"DATA_DIR", "ERROR_MAIL", "PROXIES"} <= read
    assert [name for name in sorted(read) if f"| `{name}` |" not in OPERATIONS] == []
