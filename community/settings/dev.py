"""A developer's machine and the demo: embedded defaults, no service needed."""

from . import env
from .base import *
from .base import DATA_DIR, STATIC_ROOT

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

DEBUG = env.boolean("DEBUG", False)
DEMO = env.boolean("DEMO", True)
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "saman-demo-2026")
SECRET_KEY = env.text("SECRET_KEY", "only-for-a-developers-machine-" + "0" * 40)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'saman.sqlite3'}")}
CACHES = env.caches()
globals().update(env.email("EMAIL_URL", "none://"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# The demo collects and compresses its static files before it starts, and says so; else they are read where they lie.
WHITENOISE_USE_FINDERS = not env.boolean("STATIC_COLLECTED", False)
WHITENOISE_AUTOREFRESH = DEBUG
INTERNAL_IPS = ["127.0.0.1"]
