from django.conf import settings
from django.db import models


class Room(models.Model):
    """A closed circle within a network. Only who is in it sees what lies in it; editors too must be in it."""

    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class RoomMember(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rooms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="networks_room_member_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"
