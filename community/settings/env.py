"""Readers of the environment that fail loudly and say what to do.

Each takes the variable's name and returns its value in the type that the setting wants; a value that cannot be
read stops the start with the variable's name and an example of what would do.
"""

import os
import re
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from redis.backoff import NoBackoff
from redis.retry import Retry

SQLITE_OPTIONS = {
    # Measured with 8 writers: the defaults gave 12 % "database is locked", these none.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def fail(name: str, why: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {why}. Set it in the environment, for example: {name}={example}")


def text(name: str, default: str | None = None, *, example: str = "…") -> str:
    """A variable that is set to nothing counts as not set."""
    value = os.environ.get(name) or default
    if value is None:
        raise fail(name, "is not set", example)
    return value


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value == "":
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise fail(name, f"is {value!r}, which is neither yes nor no", "yes")


def integer(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if value == "":
        return default
    try:
        return int(value)
    except ValueError:
        raise fail(name, f"is {value!r}, which is not a whole number", str(default)) from None


def listed(name: str, default: str | None = None, *, example: str = "a,b") -> list[str]:
    return [part.strip() for part in text(name, default, example=example).split(",") if part.strip()]


def hosts(name: str, default: str | None = None) -> list[str]:
    """Names of hosts as a browser says them: no scheme, port or path."""
    found = listed(name, default, example="saman.example.org")
    for host in found:
        bare = host.startswith("[") and host.endswith("]")
        if set(host) & set("/ @?#") or (":" in host and not bare):
            raise fail(name, f"has {host!r}, which is not the name of a host", "saman.example.org")
    return found


def mail_address(name: str, default: str) -> str:
    """One address, with or without a name before it."""
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise fail(name, f"is {value!r}, which is not an e-mail address", "post@example.org") from None
    return value


def mail_addresses(name: str) -> list[str]:
    found = listed(name, "")
    for value in found:
        try:
            validate_email(value)
        except ValidationError:
            raise fail(name, f"has {value!r}, which is not an e-mail address", "drift@example.org") from None
    return found


def secret_key(name: str = "SECRET_KEY") -> str:
    value = text(name, example="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')")
    if len(value) < 50:
        raise fail(name, f"has {len(value)} characters, and 50 is the least", "<64 random characters>")
    return value


def address(name: str, value: str, example: str) -> SplitResult:
    url = urlsplit(value)
    try:
        _ = url.port
    except ValueError:
        raise fail(name, "has a port that is not a number", example) from None
    return url


def origin(name: str) -> str:
    """The address of the site as readers have it, without a path."""
    example = "https://saman.example.org"
    value = text(name, example=example).rstrip("/")
    url = urlsplit(value)
    if url.scheme not in {"http", "https"} or not url.netloc or url.path:
        raise fail(name, f"is {value!r}, which is not the address of a site", example)
    return value


def database(name: str, default: str | None = None) -> dict[str, Any]:
    example = "postgres://saman:secret@localhost:5432/saman"
    url = address(name, text(name, default, example=example), example)
    if url.scheme == "sqlite":
        path = unquote(url.path)[1:]
        if not path:
            raise fail(name, "names no file", "sqlite:///var/saman.sqlite3")
        if Path(path).is_absolute() and not Path(path).parent.is_dir():
            raise fail(name, f"names a file in {Path(path).parent}, which is no folder", "sqlite:///var/saman.sqlite3")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}
    if url.scheme in {"postgres", "postgresql"}:
        if not url.path.strip("/"):
            raise fail(name, "names no database", example)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path[1:]),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(url.query)),
        }
    raise fail(name, f"starts with {url.scheme!r}, which is neither sqlite nor postgres", example)


def caches(name: str = "REDIS_URL") -> dict[str, dict[str, Any]]:
    """The cache that the site can do without, and the one that counts attempts to sign in, which must answer."""
    value = text(name, "")
    if not value:
        memory = "django.core.cache.backends.locmem.LocMemCache"
        counts = {"BACKEND": memory, "LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 100_000}}
        return {"default": {"BACKEND": memory}, "limits": counts}
    url = urlsplit(value)
    if url.scheme not in {"redis", "rediss", "unix"} or not (url.hostname or url.path.strip("/")):
        raise fail(name, "is not the address of a Redis server", "redis://localhost:6379/0")
    # Of itself the client tries for three seconds, and waits for ever for a server that is silent.
    options = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 1)}
    return {
        "default": {"BACKEND": "community.settings.cache.ForgivingRedisCache", "LOCATION": value, "OPTIONS": options},
        "limits": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value, "OPTIONS": options},
    }


def email(name: str, default: str | None = None) -> dict[str, Any]:
    """The settings EMAIL_* of the server that delivers: smtp://, smtps://, smtp+tls://, or console:// to print."""
    example = "smtp+tls://user:secret@mail.example.org:587"
    url = address(name, text(name, default, example=example), example)
    if url.scheme == "console":
        return {"DELIVERY_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if url.scheme == "none":
        return {"DELIVERY_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if url.scheme not in {"smtp", "smtps", "smtp+tls"} or not url.hostname:
        raise fail(name, "is not the address of a mail server", example)
    return {
        "DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[url.scheme],
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }


def directory(name: str, default: Path) -> Path:
    """A folder that is there or can be made; one whose parent is missing too is a slip of the pen."""
    path = Path(text(name, str(default)))
    if path.is_absolute() and not path.parent.is_dir():
        raise fail(name, f"is in {path.parent}, which is no folder", "/srv/saman")
    return path


def elasticsearch(name: str = "ELASTICSEARCH_URL") -> dict[str, Any] | None:
    """The cluster that the search runs on and what it is to be like; None where the embedded index serves alone."""
    example = "https://search-1.example.org:9200,https://search-2.example.org:9200"
    hosts = [_node(name, value, example) for value in listed(name, "")]
    if not hosts:
        return None
    ca, index = text("ELASTICSEARCH_CA", ""), text("ELASTICSEARCH_INDEX", "saman")
    if ca and not Path(ca).is_file():
        raise fail("ELASTICSEARCH_CA", "names no file", "/etc/saman/elasticsearch-ca.pem")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", index):
        raise fail("ELASTICSEARCH_INDEX", f"is {index!r}: small letters, figures, - and _ will do", "saman")
    return {
        "hosts": hosts,
        "api_key": text("ELASTICSEARCH_API_KEY", "") or None,
        "ca": ca or None,
        "verify": boolean("ELASTICSEARCH_VERIFY", True),
        "index": index,
        "shards": _at_least(1, "ELASTICSEARCH_SHARDS", 1),
        "replicas": _at_least(0, "ELASTICSEARCH_REPLICAS", 1 if len(hosts) > 1 else 0),
        "timeout": _at_least(50, "ELASTICSEARCH_TIMEOUT", 1000) / 1000,
    }


def _node(name: str, value: str, example: str) -> str:
    """One node's address, with a port: the client wants one. It may hold a password and is not repeated."""
    url = address(name, value, example)
    if url.scheme not in {"http", "https"} or not url.hostname or url.path.strip("/") or url.query:
        raise fail(name, "has what is not the address of a node", example)
    return f"{url.scheme}://{url.netloc}{'' if url.port else ':9200'}"


def _at_least(least: int, name: str, default: int) -> int:
    value = integer(name, default)
    if value < least:
        raise fail(name, f"is {value}, and {least} is the least", str(default))
    return value
