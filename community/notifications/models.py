from django.db import models


class OutgoingMail(models.Model):
    """A mail that somebody was promised, written in the change's own transaction; the worker delivers it.

    `message_id` is unique: a mail that is written twice (a retried task) is sent once.
    """

    message_id = models.CharField(max_length=255, unique=True)
    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    subject = models.CharField(max_length=998)
    message = models.BinaryField(help_text="RFC 5322; emptied after delivery, but in the demo")
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.subject
