from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Remark(models.Model):
    """An editor's word to the author about one field, or about the whole."""

    experience = models.ForeignKey("cases.Experience", on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=30, blank=True)
    text = models.TextField(max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def field_label(self) -> str:
        """The name of the field that it is about; empty where it is about the whole."""
        named = str(self.experience._meta.get_field(self.field).verbose_name) if self.field else ""
        return named[:1].upper() + named[1:]


class ProposalState(models.TextChoices):
    PENDING = "pending", _("waits for the author")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    OUTDATED = "outdated", _("the text has changed since")


class Proposal(models.Model):
    """An editor's wording of a member's texts: shown as a difference, and theirs to accept or decline."""

    experience = models.ForeignKey("cases.Experience", on_delete=models.CASCADE, related_name="proposals")
    # The texts by field, as they were and as proposed.
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True, max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PENDING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.experience} · {self.get_state_display()}"
