"""The world, set up once for many tests and taken back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core import mail
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from . import comments, experiences, frame, pages
from .canaries import Canaries
from .world import World, begin


@contextmanager
def staged(blocker: DjangoDbBlocker, media: Path, canaries: Canaries) -> Iterator[World]:
    """As on a site that is no demo. Whatever is tried in it stands in a transaction that is never kept."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=media, DEMO=False):
        atomic = transaction.atomic()
        atomic._from_testcase = True  # the site's own durable blocks may stand in it
        with atomic:
            mail.outbox = []
            world = begin(canaries)
            for room in (experiences, comments, pages, frame):
                room.everything(world)
            world.mails = list(mail.outbox)
            yield world
            transaction.set_rollback(True)
