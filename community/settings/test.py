"""The tests' settings: SQLite unless DATABASE_URL names a PostgreSQL."""

import os

from . import env
from .base import *
from .base import DATA_DIR, STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

DEBUG = False
DEMO = True
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "saman-demo-2026")
SECRET_KEY = "only-for-tests-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'test.sqlite3'}")}
DATABASES["default"]["TEST"] = (
    {"NAME": str(DATA_DIR / "test-run.sqlite3")} if "sqlite" in DATABASES["default"]["ENGINE"] else {}
)
CACHES = env.caches()
if "LOCATION" in CACHES["default"]:
    # Tests empty the cache: each process that runs them has a database of its own in Redis.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    for cache in CACHES.values():
        cache["LOCATION"] = cache["LOCATION"].rsplit("/", 1)[0] + f"/{worker}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
ACCOUNT_RATE_LIMITS = False
PREPARED_CHECKED = True
ELASTICSEARCH = None  # whoever tests on one says so (tests/search/cluster.py)
SEARCH_COUNTS = False  # a thread would write into the database of another test; whoever tests it says so
