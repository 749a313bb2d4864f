"""The world, set up once for many tests and taken back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core import mail
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from forum import index
from search.changes.relate import relate
from search.saved.tell import tell
from tests.factories.notices import a_kind

from . import comments, confidential, discussions, experiences, frame, notices, pages, resources, vocabulary
from .canaries import Canaries
from .world import World, begin


@contextmanager
def staged(blocker: DjangoDbBlocker, media: Path, canaries: Canaries) -> Iterator[World]:
    """As on a site that is no demo. Whatever is tried in it stands in a transaction that is never kept."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=media, DEMO=False), a_kind():
        atomic = transaction.atomic()
        atomic._from_testcase = True  # the site's own durable blocks may stand in it
        with atomic:
            mail.outbox = []
            world = begin(canaries)
            for room in (experiences, resources, comments, discussions, confidential, pages, vocabulary, frame):
                room.everything(world)
            run_tasks()
            index.bring_in_line()
            tell()
            relate()
            notices.everything(world)
            world.mails = list(mail.outbox)
            yield world
            transaction.set_rollback(True)


def run_tasks() -> None:
    """What the worker would have done by now, such as to note which thing is used where."""
    for queued in DBTaskResult.objects.ready():
        with suppress(ObjectDoesNotExist):  # deleted since
            queued.task.call(*queued.args_kwargs["args"], **queued.args_kwargs["kwargs"])
