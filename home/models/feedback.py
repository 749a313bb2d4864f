from django.db import models
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """What a reader wrote to those who run the site. Name and address are given freely, or not at all."""

    message = models.TextField(_("message"), max_length=4_000)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    page = models.CharField(_("page"), max_length=500, blank=True, help_text=_("Where the reader came from."))
    language = models.CharField(max_length=2, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self) -> str:
        return self.message[:60]
