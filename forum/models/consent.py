from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Attribution(models.TextChoices):
    """What stands under a quotation, as its writer chose."""

    FULL = "full", _("My function and municipality")
    PLACE = "place", _("My municipality")
    NOTHING = "nothing", _("Neither")


class Consent(models.Model):
    """Whether a writer lets words of theirs be used in an experience: asked once for each post, and silence is no.

    `text` is what they were asked about: a later change of the post is not covered.
    """

    post = models.OneToOneField("forum.Post", on_delete=models.CASCADE, related_name="consent")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    text = models.TextField()
    given = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    attribution = models.CharField(max_length=8, choices=Attribution.choices, default=Attribution.FULL)

    def __str__(self) -> str:
        return f"{self.post_id}"

    @property
    def signature(self) -> str:
        """Never a name."""
        place = str(self.post.place_name)
        if self.attribution == Attribution.NOTHING:
            return ""
        parts = [self.post.public_byline, place] if self.attribution == Attribution.FULL else [place]
        return ", ".join(part for part in parts if part)
