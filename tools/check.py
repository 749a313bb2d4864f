"""Everything that must hold before a change goes in: `make test`, and without the tests `make lint`.

Each step runs even where an earlier one failed, so that one run tells all. What a machine lacks is said with how to
get it and left out; with CI=true nothing is left out and a lack is a failure.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is a third of the work for the processors: it draws pages and no windows around them."""
LOCAL_DATABASES = ("postgres://saman:saman@127.0.0.1:5432/saman",)
LINT = {
    "Style": ("-m", "ruff", "check", "."),
    "Format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "Types": ("-m", "mypy", "."),
    "Templates": ("-m", "djlint", "--quiet", "--lint", "templates"),
}
failures: list[str] = []
lacks: list[str] = []


def run(title: str, *arguments: str, **environment: str) -> None:
    print(f"\n── {title}", flush=True)
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode:
        failures.append(title)


def lint() -> None:
    for title, arguments in LINT.items():
        run(title, *arguments)


def postgres() -> str | None:
    """The address of a PostgreSQL that answers."""
    named = os.environ.get("TEST_DATABASE_URL")
    for url in [named] if named else LOCAL_DATABASES:
        try:
            psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if named:
                lacks.append(f"the PostgreSQL of TEST_DATABASE_URL: {str(error).strip()}")
        else:
            return url
    if not named:
        lacks.append(
            "a PostgreSQL to test on. Debian: apt-get install postgresql, then as postgres: "
            "psql -c \"create role saman login createdb password 'saman'\"; or name one in TEST_DATABASE_URL"
        )
    return None


def elasticsearch() -> None:
    """Wait for the one of TEST_ELASTICSEARCH_URL: it may have been started just before us."""
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    if not url:
        lacks.append("an Elasticsearch to test on: start one with make elasticsearch, in another terminal")
        return
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_cluster/health", timeout=5):
            return
        time.sleep(1)
    os.environ.pop("TEST_ELASTICSEARCH_URL")
    lacks.append(f"the Elasticsearch of TEST_ELASTICSEARCH_URL: {url} does not answer")


def missing_services() -> Iterator[str]:
    if not any(shutil.which(name) for name in BROWSERS):
        yield "a browser: the journeys are left out. Debian: apt-get install chromium-headless-shell"
    if not os.environ.get("REDIS_URL"):
        yield "a Redis in REDIS_URL: the cache is tested in memory only. Debian: apt-get install redis-server"


def schema_options(engine: str) -> list[str]:
    """The test database is kept from run to run, and made anew when a migration has changed."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("**/migrations/*.py")):
        if ".venv" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    stamp = Path(os.environ.get("DATA_DIR", ROOT / "var")) / f"schema-{engine}"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return []
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest.hexdigest())
    return ["--create-db"]


def tests(title: str, engine: str, **environment: str) -> None:
    """All on every processor, and then the journeys: these start a site and a browser, which fill a machine alone."""
    parallel = ["-n", "auto", "--ignore=tests/journeys", *schema_options(engine)]
    run(title, "-m", "pytest", "-q", "--durations=20", *parallel, **environment)
    run(f"{title}: journeys", "-m", "pytest", "-q", "--durations=20", "tests/journeys", **environment)


def report() -> int:
    for lack in lacks:
        print(f"{'MISSING' if CI else 'Left out'}: {lack}")
    for failure in failures:
        print(f"FAILED: {failure}")
    return int(bool(failures or (CI and lacks)))


def main() -> int:
    if "--lint" in sys.argv:
        lint()
        run("Architecture", "-m", "pytest", "-q", "tests/architecture")
        return report()
    lacks.extend(missing_services())
    database = postgres()
    lint()
    elasticsearch()
    if database:
        tests("Tests on PostgreSQL", "postgresql", DATABASE_URL=database)
    redis = os.environ.get("REDIS_URL", "")
    tests("Tests on SQLite", "sqlite", DATABASE_URL="", REDIS_URL="", TEST_REDIS_URL=redis)
    return report()


if __name__ == "__main__":
    sys.exit(main())
