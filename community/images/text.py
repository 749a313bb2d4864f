"""The text in members' files, for the search: read in the background, by a program that gets so much and no more.

A room that wants a file to be found by its text says so (`ask_for_text`) as it takes the file in. Whose the text is to
see, the thing that the file belongs to says: it is told nowhere but there.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from .checks import AnyFile, Refused, file_name
from .models import FileText, TextState, Upload

READER = Path(__file__).with_name("reader.py")
PATIENCE = 30
"""Seconds on the clock; of the processor the program takes fewer."""
PATIENCE_OF_A_PAGE = 5
"""While somebody waits; what is not known by then is taken as it is."""
AT_ONCE, MOST_ATTEMPTS = 10, 2
LEFT_BEHIND = timedelta(minutes=5)

text_read = Signal()
"""Sent with `sender` (Upload) and `upload`, in the transaction that keeps its text."""


def ask_for_text(upload: Upload) -> None:
    """Have it read when there is time."""
    FileText.objects.get_or_create(upload=upload)


def read_waiting() -> int:
    """Read what waits; how many. A file whose reader was killed is tried once more, and then given up."""
    done = 0
    for pk in list(_waiting().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        # Taken by a statement and not by a lock: to read one may take long, and a lock would keep all others waiting.
        if _waiting().filter(pk=pk).update(begun_at=timezone.now(), attempts=F("attempts") + 1):
            _read(FileText.objects.select_related("upload").get(pk=pk))
            done += 1
    return done


def _waiting() -> QuerySet[FileText]:
    free = Q(begun_at=None) | Q(begun_at__lt=timezone.now() - LEFT_BEHIND)
    return FileText.objects.filter(free, state=TextState.WAITS)


def _read(waiting: FileText) -> None:
    state, text = (TextState.UNREADABLE, "") if waiting.attempts > MOST_ATTEMPTS else said_by(waiting.upload)
    with transaction.atomic():
        kept = FileText.objects.filter(pk=waiting.pk, state=TextState.WAITS).update(state=state, text=text)
        if kept and text:
            text_read.send(sender=Upload, upload=waiting.upload)


def said_by(upload: Upload) -> tuple[TextState, str]:
    """How far a file can be read, and its text."""
    with tempfile.TemporaryFile() as copy:
        try:
            with default_storage.open(str(upload.file.name)) as stored:
                shutil.copyfileobj(stored, copy)
        except FileNotFoundError:
            return TextState.UNREADABLE, ""
        copy.seek(0)
        answer = _run(copy, upload.extension)
    if answer is None:
        return TextState.UNREADABLE, ""
    state, text = answer
    text = text.replace("\0", " ").encode("utf-8", "replace").decode()
    return (TextState(state) if text or state == TextState.LOCKED else TextState.EMPTY), text


def check_open(file: AnyFile) -> None:
    """Refuse a PDF that opens with a password only. Raises Refused."""
    if file_name(file).lower().endswith(".pdf") and _needs_password(file):
        raise Refused(
            _("The PDF opens with a password only, so nobody could read it here. Save it without one."), code="password"
        )


def _needs_password(file: AnyFile) -> bool:
    """Asked of those alone that say they are locked: most of them open without a password."""
    file.seek(0)
    locked = b"/Encrypt" in file.read()
    file.seek(0)
    if not locked:
        return False
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        file.seek(0)
        copy.seek(0)
        answer = _run(copy, "lock", PATIENCE_OF_A_PAGE)
    return answer is not None and answer[0] == TextState.LOCKED


def _run(copy: IO[bytes], ending: str, patience: int = PATIENCE) -> tuple[str, str] | None:
    """What the reader says; None where it failed, was too slow or took too much."""
    command = [sys.executable, "-I", str(READER), ending]
    try:
        done = subprocess.run(
            command, stdin=copy, capture_output=True, timeout=patience, check=True, env={}, cwd=tempfile.gettempdir()
        )
        state, text = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    return state, text
