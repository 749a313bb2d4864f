from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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


class EventQuerySet(models.QuerySet["Event"]):
    def due(self, now: datetime | None = None) -> "EventQuerySet":
        """What the worker has not told anybody of yet, oldest first."""
        return self.filter(handled_at=None, due_at__lte=now or timezone.now()).order_by("due_at", "pk")


class Event(models.Model):
    """Something happened that people may want to know of: written in the change's own transaction, by ids alone.

    Who is told is decided by the worker, afterwards, by what is so then (see `fan_out`).
    """

    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=100, help_text="The model's label, such as forum.post.")
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, help_text="Later, where telling of it has failed.")
    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = EventQuerySet.as_manager()

    subject: Any = None
    """Set by `kinds.load_subjects`; None where it is gone."""

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(handled_at=None), name="notifications_event_due"),
            models.Index(fields=["subject_type", "subject_id"], name="notifications_event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """That one person is told of one event; once, whatever happens. What it says is not kept, but asked for."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    group = models.CharField(max_length=100)
    reason = models.CharField(max_length=30, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_due_at = models.DateTimeField(null=True, help_text="Waits to be told by mail while this is set.")
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="notifications_notice_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_notice_of_user"),
            models.Index(fields=["group", "user"], condition=Q(read_at=None), name="notifications_notice_unread"),
            models.Index(
                fields=["mail_due_at", "user"], condition=Q(mail_due_at__isnull=False), name="notifications_notice_mail"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.group}"


class Frequency(models.TextChoices):
    """How often somebody is told by mail. The list on the site holds everything at once."""

    NOW = "now", _("At once")
    HOURLY = "hourly", _("Every hour")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    NEVER = "never", _("Never by e-mail")


class Preference(models.Model):
    """How often one person is told of one kind by mail. Kept only where it is not what the kind says anyhow."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    frequency = models.CharField(max_length=6, choices=Frequency.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notifications_preference_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.frequency}"


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class MailTimes(models.Model):
    """When one person wants mail, in local time. Kept only where it is not what holds for everybody."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_times", primary_key=True
    )
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.MONDAY)
    hour = models.PositiveSmallIntegerField(default=7)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6, hour__lte=23), name="notifications_times_exist"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="notifications_quiet_has_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hour}:00"
