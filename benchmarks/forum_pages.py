"""One of the forums that `benchmarks.forum` measures: fills a database, then answers each line that names a page with
the milliseconds of CPU that it took, those of its PostgreSQL among them."""

import base64
import itertools
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

LIST = "/nb/diskusjoner/"
LAST = base64.urlsafe_b64encode(json.dumps(["n", "2000-01-01T00:00:00+00:00", 0]).encode()).decode().rstrip("=")

LISTS = {
    "list, first page": "",
    "list, last page": f"?key={LAST}",
    "unread, list": "?vis=ulest",
    "unanswered": "?vis=ubesvart",
    "solved": "?vis=lost",
    "mine": "?vis=mine",
    "took part": "?vis=deltatt",
    "theme": "?tema=tema-1",
    "rare theme": "?tema=tema-7",
    "tag": "?emneord=emneord-3",
    "unknown tag": "?emneord=finnes-ikke",
    "state": "?tilstand=open",
}


def main(posts: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.forum_corpus import fill

    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["*"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    fill(posts)
    cases, spent = _cases(), _clock()
    for line in sys.stdin:
        before = spent()
        cases[line.strip()]()
        print((spent() - before) * 1000, flush=True)


def _clock() -> Callable[[], float]:
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_backend_pid()")
        schedule = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    vars(connection)["close"] = lambda: None  # the client's requests would end it
    return lambda: time.process_time() + int(schedule.read_text().split()[0]) / 1e9


def _cases() -> dict[str, Callable[[], Any]]:
    from django.test import Client

    from benchmarks.forum_corpus import READER
    from community.access.viewer import viewer_for
    from community.members.models import User
    from forum.models import Board, Topic
    from forum.reading import unread_by_board

    visitor, member = Client(), Client()
    reader = User.objects.get(email=READER)
    member.force_login(reader)
    viewer = viewer_for(reader)
    board = Board.objects.get(slug="tavle-3").get_absolute_url()
    topics = itertools.cycle(
        Topic.objects.filter(board__slug="tavle-3", state="open", last_number=10).order_by("-pk")[:40]
    )
    place = Topic.objects.filter(board__slug="tavle-3")[0].municipality.slug

    def get(address: str, client: Client = member) -> Callable[[], Any]:
        return lambda: _ok(client.get(address).status_code)

    def reply() -> None:
        said = {"text": "Vi spurte alle det samme.", "key": str(uuid4())}
        _ok(member.post(f"{LIST}{next(topics).pk}/svar/", said).status_code, 302)

    return {
        **{name: get(f"{LIST}{query}") for name, query in LISTS.items()},
        "list of a visitor": get(LIST, visitor),
        "board, first page": get(board),
        "board, last page": get(f"{board}?key={LAST}"),
        "municipality": get(f"{LIST}?kommune={place}"),
        "topic": lambda: get(next(topics).get_absolute_url())(),
        "topic, newest first": lambda: get(f"{next(topics).get_absolute_url()}?rekkefolge=nyeste")(),
        "reply": reply,
        "unread over boards": lambda: unread_by_board(viewer),
    }


def _ok(status: int, expected: int = 200) -> None:
    if status != expected:
        raise SystemExit(f"answered {status}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
