from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Poll(models.Model):
    topic = models.OneToOneField("forum.Topic", on_delete=models.CASCADE, related_name="poll")
    several = models.BooleanField(_("several choices"), default=False)
    secret = models.BooleanField(_("secret"), default=False, help_text=_("Nobody sees who voted for what."))
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True)
    results_at_the_end = models.BooleanField(_("results when it is closed"), default=False)

    def __str__(self) -> str:
        return str(self.topic)

    @property
    def is_closed(self) -> bool:
        return self.closes_at is not None and self.closes_at <= timezone.now()


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("choice"), max_length=150)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    voted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["option", "user"], name="forum_vote_once")]

    def __str__(self) -> str:
        return f"{self.option_id}"
