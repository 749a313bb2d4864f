"""Errors, told by mail to those who run the site: what failed and where, and nothing that anybody had written."""

import logging
import re
import time
import traceback
from types import TracebackType

from django.conf import settings
from django.core.mail import EmailMessage

SILENT = 3600
"""Seconds for which a process tells of the same error no more than once."""
VALUE = re.compile(r"%(\(\w+\))?[a-z]")
_MOST = 1000


class OperatorsHandler(logging.Handler):
    """Writes to ERROR_MAIL through the outbox, so that no reader waits for a mail server. Fails into the log only."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Not what Django refuses by itself: anybody could make it say so as often as they like."""
        return not record.name.startswith("django.security")

    def emit(self, record: logging.LogRecord) -> None:
        try:
            said = _said(record)
            if settings.ERROR_MAIL and self._is_news(said):
                subject = f"{settings.WAGTAIL_SITE_NAME}: {record.levelname} in {record.name}"
                EmailMessage(subject, said, settings.SERVER_EMAIL, settings.ERROR_MAIL).send()
        except Exception:  # whatever fails here must not fail what was logged
            self.handleError(record)

    def _is_news(self, said: str) -> bool:
        now = time.monotonic()
        if now - self.told.get(said, -SILENT) < SILENT:
            return False
        self.told = {said: now} if len(self.told) >= _MOST else {**self.told, said: now}
        return True


def _said(record: logging.LogRecord) -> str:
    """Without the values of a message and the words of an exception: they may be a person's, or a secret address."""
    lines = [f"{record.name}: {VALUE.sub('…', str(record.msg))}", ""]
    kind, _error, at = record.exc_info or (None, None, None)
    if isinstance(at, TracebackType):
        lines += [line.rstrip() for line in traceback.format_tb(at)]
    if kind:
        lines += [kind.__qualname__, ""]
    return "\n".join([*lines, f"The rest stands in the log, about {settings.WAGTAILADMIN_BASE_URL}."])
