from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Room(ClusterableModel):
    """A closed circle within a network. Only who is in it sees what lies in it; editors too must be in it."""

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="rooms", verbose_name=_("network")
    )
    name = models.CharField(_("name"), max_length=100)

    wagtail_reference_index_ignore = True
    """Wagtail names what leads to a thing to every editor: what is closed is not in that index."""

    class Meta:
        verbose_name = _("closed room")
        verbose_name_plural = _("closed rooms")

    def __str__(self) -> str:
        return self.name


class RoomMember(models.Model):
    room = ParentalKey(Room, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rooms", verbose_name=_("person")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="networks_room_member_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"
