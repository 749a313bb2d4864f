from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: datetime | None = None) -> "OutgoingMailQuerySet":
        """What is to be delivered now, oldest first."""
        return self.filter(sent_at=None, next_attempt_at__lte=now or timezone.now()).order_by("next_attempt_at", "pk")

    def expired(self, now: datetime | None = None) -> "OutgoingMailQuerySet":
        return self.filter(sent_at=None, expires_at__lte=now or timezone.now())


class OutgoingMail(models.Model):
    """A mail that somebody was promised, written in the change's own transaction; the worker delivers it.

    `message_id` is unique: a mail that is written twice (a retried task) is sent once. It waits while `next_attempt_at`
    is set; without it and without `sent_at` it was given up, and `last_error` says why.
    """

    message_id = models.CharField(max_length=255, unique=True)
    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    subject = models.CharField(max_length=998)
    message = models.BinaryField(help_text="RFC 5322; emptied after delivery, but in the demo")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, help_text="A link that has died is not sent late.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(sent_at=None), name="notifications_mail_waiting")
        ]

    def __str__(self) -> str:
        return self.subject
