from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .contribution import Contribution


class AboutContribution(models.Model):
    """Something said of one contribution: of an experience or of a resource, never of both."""

    experience = models.ForeignKey("cases.Experience", on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    resource = models.ForeignKey("cases.Resource", on_delete=models.CASCADE, null=True, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(experience__isnull=False, resource__isnull=True)
                | Q(experience__isnull=True, resource__isnull=False),
                name="cases_%(class)s_about_one",
            )
        ]

    @property
    def contribution(self) -> Contribution:
        found = self.experience or self.resource
        if found is None:
            raise LookupError(f"{self._meta.label} {self.pk} is about nothing")
        return found


class Remark(AboutContribution):
    """An editor's word to the author about one field, or about the whole."""

    field = models.CharField(max_length=30, blank=True)
    text = models.TextField(max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(AboutContribution.Meta):
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def field_label(self) -> str:
        """The name of the field that it is about; empty where it is about the whole."""
        named = str(self.contribution.column(self.field).verbose_name) if self.field else ""
        return named[:1].upper() + named[1:]


class ProposalState(models.TextChoices):
    PENDING = "pending", _("waits for the author")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    OUTDATED = "outdated", _("the text has changed since")
    WITHDRAWN = "withdrawn", _("taken back by the editor")


class Proposal(AboutContribution):
    """An editor's wording of a member's texts: shown as a difference, and theirs to accept or decline.

    One at a time is open, before and after publication alike: what the author has not answered is then a change to what
    is published.
    """

    # The texts by field, as they were and as proposed.
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True, max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PENDING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(AboutContribution.Meta):
        ordering = ["-created_at", "-pk"]
        constraints = [
            *AboutContribution.Meta.constraints,
            models.UniqueConstraint(
                fields=["experience"], condition=Q(state="pending"), name="cases_proposal_one_open"
            ),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(state="pending"), name="cases_proposal_one_open_of_resource"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contribution} · {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.PENDING

    def fits(self, draft: models.Model) -> bool:
        """Whether the texts still stand as they were when it was made."""
        return all(getattr(draft, name) == text for name, text in self.before.items())
