from django.conf import settings
from django.db import models
from django.db.models import Q
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
        named = str(self.experience.column(self.field).verbose_name) if self.field else ""
        return named[:1].upper() + named[1:]


class ProposalState(models.TextChoices):
    PENDING = "pending", _("waits for the author")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    OUTDATED = "outdated", _("the text has changed since")
    WITHDRAWN = "withdrawn", _("taken back by the editor")


class Proposal(models.Model):
    """An editor's wording of a member's texts: shown as a difference, and theirs to accept or decline.

    One at a time is open, before and after publication alike: what the author has not answered is then a change to what
    is published.
    """

    experience = models.ForeignKey("cases.Experience", on_delete=models.CASCADE, related_name="proposals")
    # The texts by field, as they were and as proposed.
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True, max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PENDING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["experience"], condition=Q(state="pending"), name="cases_proposal_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experience} · {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.PENDING

    def fits(self, draft: models.Model) -> bool:
        """Whether the texts still stand as they were when it was made."""
        return all(getattr(draft, name) == text for name, text in self.before.items())
