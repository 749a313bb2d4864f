"""A server: everything that matters must be said in the environment."""

from . import env
from .base import *

DEBUG = False
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
BASE_URL = WAGTAILADMIN_BASE_URL = env.origin("BASE_URL")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": env.database("DATABASE_URL")}
CACHES = env.caches()
globals().update(env.email("EMAIL_URL"))

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "community.ui.staticfiles.HashedStaticFilesStorage"},
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.boolean("BEHIND_PROXY", False) else None
# How many proxies of ours stand in front: the client's address is read from what the outermost of them wrote.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("PROXIES", 1 if env.boolean("BEHIND_PROXY", False) else 0)
SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

# Preview in the editors' admin shows our own pages in a frame (W019); whether the whole domain and its subdomains shall
# be HTTPS for ever is for the domain's owner to say (W005, W021).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
