"""How far a network has come, and in which state nothing new is written in it: said here, for Python and SQL alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NetworkStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Under way")
    ENDED = "ended", _("Ended")
    ARCHIVED = "archived", _("Archived")


READ_ONLY = frozenset({NetworkStatus.ARCHIVED})
