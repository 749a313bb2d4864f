"""The units write where they may write, and the documents tell of every setting."""

import re
from pathlib import Path

import pytest
import yaml

from community.settings import env

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
    read.update(re.findall(r'"(ELASTICSEARCH_\w+)"', (ROOT / "community/settings/env.py").read_text()))
    assert {"DATA_DIR", "ERROR_MAIL", "PROXIES", "ELASTICSEARCH_SHARDS"} <= read
    assert [name for name in sorted(read) if f"| `{name}` |" not in OPERATIONS] == []


def test_a_site_reads_what_the_compose_file_tells_it_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (ROOT / "deploy/compose.yaml").read_text()
    said = dict(re.findall(r"^# +(ELASTICSEARCH_\w+)=(\S+)", text.partition("profile cluster")[2], re.MULTILINE))
    (tmp_path / "ca.crt").touch()
    for name, value in {**said, "ELASTICSEARCH_CA": str(tmp_path / "ca.crt")}.items():
        monkeypatch.setenv(name, value)
    read = env.elasticsearch()
    assert read and {"api_key", "ca"} <= {name for name, value in read.items() if value}
    assert (read["shards"], read["replicas"]) == (1, 1)
    services = yaml.safe_load(text)["services"]
    published = {
        port.split(":")[1] for name in services if name.startswith("search-") for port in services[name]["ports"]
    }
    assert {host.rpartition(":")[2] for host in read["hosts"]} == published
    client = re.search(r"^elasticsearch==(\d+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert client and {one["image"].split(":")[1].split(".")[0] for one in services.values()} == {client[1]}
