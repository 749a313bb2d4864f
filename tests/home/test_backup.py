import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from home.backup.archive import restore, verify, write
from home.backup.databases import CLEAR, Impossible, copy_sqlite
from home.management.commands.restore import migrations_here


def a_database(path: Path) -> dict[str, Any]:
    """Two accounts whose sum is always nought: a copy of half a transaction shows."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA journal_mode=WAL; CREATE TABLE a (n); CREATE TABLE b (n); INSERT INTO a VALUES (0);")
        db.execute("INSERT INTO b VALUES (0)")
        db.commit()
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


def rows(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM a").fetchall() + db.execute("SELECT * FROM b").fetchall()


@pytest.fixture
def media(tmp_path: Path) -> Path:
    (tmp_path / "media/bilder").mkdir(parents=True)
    (tmp_path / "media/bilder/båt.jpg").write_bytes(b"\xff\xd8" + bytes(100_000))
    return tmp_path / "media"


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Path]:
    """A database that four threads write to, without pause."""
    path, stop = tmp_path / "busy.sqlite3", threading.Event()
    a_database(path)

    def move_money() -> None:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
            while not stop.is_set():
                db.executescript("BEGIN IMMEDIATE; UPDATE a SET n = n + 1; UPDATE b SET n = n - 1; COMMIT;")

    writers = [threading.Thread(target=move_money) for _ in range(4)]
    for writer in writers:
        writer.start()
    yield path
    stop.set()
    for writer in writers:
        writer.join()


def test_a_copy_taken_under_load_holds_whole_transactions_only(busy: Path, tmp_path: Path) -> None:
    balances = []
    for number in range(5):
        copy_sqlite(busy, copy := tmp_path / f"copy{number}")
        (a,), (b,) = rows(copy)
        balances.append(a)
        assert a + b == 0
    assert balances[-1] > balances[0]


def test_what_was_backed_up_comes_back_to_the_letter(tmp_path: Path, media: Path) -> None:
    database = a_database(tmp_path / "db.sqlite3")
    write(tmp_path / "backup.tar", database, media, [])
    with closing(sqlite3.connect(database["NAME"])) as db:
        db.execute("DELETE FROM a")
        db.commit()
    (media / "bilder/båt.jpg").unlink()
    (media / "later.txt").write_text("added after the backup")
    verify(tmp_path / "backup.tar")
    restore(tmp_path / "backup.tar", database, media)
    assert rows(Path(database["NAME"])) == [(0,), (0,)]
    assert {p.name: p.stat().st_size for p in media.rglob("*") if p.is_file()} == {"båt.jpg": 100_002}


def test_a_damaged_backup_is_refused(tmp_path: Path, media: Path) -> None:
    backup = tmp_path / "backup.tar"
    write(backup, a_database(tmp_path / "db.sqlite3"), media, [])
    damaged = bytearray(backup.read_bytes())
    damaged[damaged.index(b"\xff\xd8") + 500] ^= 1
    backup.write_bytes(damaged)
    with pytest.raises(Impossible, match="båt"):
        verify(backup)


def test_half_a_backup_is_refused(tmp_path: Path, media: Path) -> None:
    backup = tmp_path / "backup.tar"
    write(backup, a_database(tmp_path / "db.sqlite3"), media, [])
    backup.write_bytes(backup.read_bytes()[:50_000])
    with pytest.raises(Impossible, match="not a whole backup"):
        verify(backup)


def test_a_failed_backup_leaves_the_last_one_alone(tmp_path: Path, media: Path) -> None:
    backup = tmp_path / "backup.tar"
    backup.write_text("Monday's")
    with pytest.raises(Impossible):
        write(backup, {"ENGINE": "x.sqlite3", "NAME": tmp_path / "nowhere"}, media, [])
    assert backup.read_text() == "Monday's"
    assert {p.name for p in tmp_path.iterdir()} == {"backup.tar", "media"}


@pytest.mark.django_db
def test_a_site_in_use_is_not_overwritten_unasked(tmp_path: Path, media: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = media
    call_command("backup", str(tmp_path / "backup.tar"), verbosity=0)
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(tmp_path / "backup.tar"))


@pytest.mark.django_db
def test_a_backup_is_not_written_over_another_unasked(tmp_path: Path, media: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT, file = media, tmp_path / "backup.tar"
    file.write_text("Monday's")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(file))
    assert file.read_text() == "Monday's"
    call_command("backup", str(file), replace=True, verbosity=0)
    assert verify(file).hashes


def test_a_backup_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Impossible, match="There is no file"):
        verify(tmp_path / "nowhere.tar")


@pytest.mark.django_db
def test_a_backup_of_a_later_version_is_refused(tmp_path: Path, media: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = media
    write(tmp_path / "backup.tar", settings.DATABASES["default"], media, ["cases.0999_of_the_future"])
    with pytest.raises(CommandError, match="0999_of_the_future"):
        call_command("restore", str(tmp_path / "backup.tar"), "--replace")


@pytest.mark.django_db
@pytest.mark.parametrize(("left_out", "said"), [(1, "run: manage.py migrate"), (0, "start the site and the worker")])
def test_whoever_restores_is_told_whether_to_migrate(
    tmp_path: Path, media: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, left_out: int, said: str
) -> None:
    settings.MEDIA_ROOT, file, out = media, tmp_path / "backup.tar", StringIO()
    write(file, settings.DATABASES["default"], media, sorted(migrations_here())[left_out:])
    monkeypatch.setattr("home.management.commands.restore.restore", lambda *_args: None)
    monkeypatch.setattr("home.management.commands.restore.connections.close_all", lambda: None)
    call_command("restore", str(file), replace=True, stdout=out)
    assert said in out.getvalue()


@pytest.mark.django_db
def test_what_an_app_that_is_gone_left_makes_no_backup_one_of_a_later_version(
    tmp_path: Path, media: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT, file = media, tmp_path / "backup.tar"
    MigrationRecorder(connection).record_applied("gone", "0001_initial")
    call_command("backup", str(file), verbosity=0)
    assert set(verify(file).migrations) == migrations_here()


def test_a_file_that_is_deleted_meanwhile_stops_no_backup(
    tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, database = tmp_path / "backup.tar", a_database(tmp_path / "db.sqlite3")
    monkeypatch.setattr("home.backup.archive.uploads", lambda _media: [media / "gone.jpg", media / "bilder/båt.jpg"])
    write(file, database, media, [])
    assert set(verify(file).hashes) == {"database", "media/bilder/båt.jpg"}


@pytest.mark.django_db
def test_what_fails_once_the_database_is_restored_says_so(
    tmp_path: Path, media: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_named: Any) -> None:
        raise PermissionError("båt.jpg is not yours")

    settings.MEDIA_ROOT = media
    write(tmp_path / "backup.tar", settings.DATABASES["default"], media, [])
    monkeypatch.setattr("home.backup.archive.load", lambda *_args: None)
    monkeypatch.setattr("home.backup.archive.empty", refuse)
    with pytest.raises(CommandError, match=r"^The database is restored, the uploads are not: båt"):
        call_command("restore", str(tmp_path / "backup.tar"), "--replace")


def postgresql(name: str) -> psycopg.Connection:
    database = connection.settings_dict
    address = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
    return psycopg.connect(dbname=name, password=database["PASSWORD"], **address)


def add_a_table_of_a_later_version(name: str) -> None:
    with postgresql(name) as db:
        db.execute("CREATE TABLE later (id integer PRIMARY KEY, user_id bigint REFERENCES members_user (id))")


def contents(name: str) -> dict[str, list[Any]]:
    """Every row of every table of a PostgreSQL."""
    with postgresql(name) as db:
        tables = [n for (n,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()]
        return {t: sorted(map(repr, db.execute(f'SELECT * FROM "{t}"').fetchall())) for t in tables}


@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_postgresql_comes_back_row_by_row_or_stays(
    tmp_path: Path, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = dict(connection.settings_dict)
    empty = {**database, "NAME": f"{database['NAME']}_restored"}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{empty["NAME"]}"')
        cursor.execute(f'CREATE DATABASE "{empty["NAME"]}"')
    try:
        write(tmp_path / "backup.tar", database, media, [])
        restore(tmp_path / "backup.tar", empty, media)
        add_a_table_of_a_later_version(empty["NAME"])
        restore(tmp_path / "backup.tar", empty, media)
        assert contents(empty["NAME"]) == contents(database["NAME"])
        monkeypatch.setattr("home.backup.databases.CLEAR", f"{CLEAR} SELECT 1 / 0;")
        with pytest.raises(Impossible, match="division by zero"):
            restore(tmp_path / "backup.tar", empty, media)
        assert contents(empty["NAME"]) == contents(database["NAME"])
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{empty["NAME"]}"')
