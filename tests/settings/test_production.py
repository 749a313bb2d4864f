"""A server's settings, in a process of their own: they start, are strict, and say what is missing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "community.settings.production",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "ALLOWED_HOSTS": "saman.example.org",
    "BASE_URL": "https://saman.example.org",
    "DATABASE_URL": "sqlite:///saman.sqlite3",
    "EMAIL_URL": "smtp+tls://mail.example.org",
}


def manage(*arguments: str, folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **ENVIRONMENT, "DATA_DIR": str(folder), **changed}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)


def test_the_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", folder=tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "EMAIL_URL"])
def test_what_a_server_must_be_told_is_asked_for_by_name(name: str, tmp_path: Path) -> None:
    done = manage("check", folder=tmp_path, **{name: ""})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {name} is not set" in done.stderr


def test_every_static_file_refers_only_to_what_is_there_under_its_hashed_name(tmp_path: Path) -> None:
    done = manage("collectstatic", "--noinput", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    names = json.loads((tmp_path / "static/staticfiles.json").read_text())["paths"]
    script = (tmp_path / "static" / names["ui/editor.js"]).read_text()
    assert Path(names["ui/kept.js"]).name in script


def test_addresses_in_mail_have_one_slash_where_the_setting_ends_in_one(tmp_path: Path) -> None:
    asked = "from django.conf import settings; print(settings.WAGTAILADMIN_BASE_URL)"
    done = manage("shell", "--no-imports", "-c", asked, folder=tmp_path, BASE_URL="https://saman.example.org/")
    assert done.stdout.strip() == "https://saman.example.org", done.stderr
