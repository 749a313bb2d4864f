"""A copy of the database at one moment, taken while others write; and the way back."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

Database = dict[str, Any]
"""One of Django's DATABASES."""

CLEAR = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE 'DROP TABLE ' || name || ' CASCADE';
    END LOOP;
    FOR name IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        EXECUTE 'DROP FUNCTION ' || name || ' CASCADE';
    END LOOP;
END $$;
"""
"""All tables and functions, those of a later version too, but for an extension's: pg_restore would drop only those in
the backup, and stop at a reference."""


class Impossible(Exception):
    """The message says what to do."""


def engine_of(database: Database) -> str:
    return str(database["ENGINE"]).rpartition(".")[2]


def dump(database: Database, target: Path) -> None:
    if engine_of(database) == "sqlite3":
        copy_sqlite(Path(database["NAME"]), target)
    else:
        tables_only = ["--format=custom", "--no-owner", "--no-privileges"]
        run_client("pg_dump", database, [*tables_only, f"--file={target}"])


def load(database: Database, source: Path) -> None:
    """Put the copy in the place of what is there: the whole of it or nothing."""
    if engine_of(database) == "sqlite3":
        check_sqlite(source)
        copy_sqlite(source, Path(database["NAME"]))
    else:
        script = source.with_suffix(".sql")
        run("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(source)])
        whole = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        run_client("psql", database, [*whole, f"--command={CLEAR}", f"--file={script}"])


def copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup: one read transaction over all pages, so that writers neither wait nor are half seen."""
    if not source.exists():
        raise Impossible(f"There is no database at {source}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source, timeout=60)) as original, closing(sqlite3.connect(target, timeout=60)) as copy:
        original.backup(copy)


def check_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise Impossible(f"The database in the backup is damaged: {verdict}")


def run_client(program: str, database: Database, arguments: list[str]) -> None:
    """PostgreSQL's own tool; the password goes through the environment, where other users cannot read it."""
    address = {"--host": database["HOST"], "--port": database["PORT"], "--username": database["USER"]}
    given = [f"{option}={value}" for option, value in address.items() if value]
    secret = {"PGPASSWORD": database["PASSWORD"]} if database["PASSWORD"] else {}
    run(program, [*given, f"--dbname={database['NAME']}", *arguments], **secret)


def run(program: str, arguments: list[str], **environment: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise Impossible(f"{program} is not installed. Debian, Ubuntu: apt-get install postgresql-client")
    environment = {**os.environ, **environment}
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Impossible(f"{program} failed: {done.stderr.strip()}")
