from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.access.audience import AudienceField, audience_constraint
from community.text.translated import Translated
from community.ui.navigation import address

from ..querysets import BoardQuerySet


class BoardGroup(models.Model):
    """A heading over boards that belong together."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name_nb = models.CharField(max_length=100)
    name_nn = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    name = Translated()
    sort_order = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("group of boards")
        verbose_name_plural = _("groups of boards")

    def __str__(self) -> str:
        return self.name


class WhoMay(models.TextChoices):
    """Who, of those that see a board, may do something on it. Editors and administrators always may."""

    MEMBERS = "members", _("everyone with a role")
    LEADERS = "leaders", _("network leaders")
    EDITORS = "editors", _("editors only")


class BoardColour(models.TextChoices):
    """Of the tokens of the look; a colour never stands for anything that is not also said in words."""

    PETROL = "petrol", _("petrol")
    FJORD = "fjord", _("light blue")
    LICHEN = "lichen", _("yellow green")
    MIST = "mist", _("grey")


class BoardIcon(models.TextChoices):
    """Of the site's icons (community/ui/icons.json)."""

    LIST = "list", _("list")
    PEOPLE = "person", _("person")
    HAND = "hand", _("handshake")
    CALENDAR = "calendar", _("calendar")
    CLOSED = "eye", _("eye")
    BOOK = "file", _("document")


class Board(models.Model):
    """A place for topics of one theme, one network or one closed room. Its audience is the widest that they can have.

    The counts are kept by increments with each change and put right by `forum_recount`.
    """

    group = models.ForeignKey(BoardGroup, on_delete=models.PROTECT, related_name="boards", verbose_name=_("group"))
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name_nb = models.CharField(max_length=100)
    name_nn = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    name = Translated()
    description_nb = models.CharField(max_length=300, blank=True)
    description_nn = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=300, blank=True)
    description = Translated()
    icon = models.CharField(_("icon"), max_length=10, choices=BoardIcon.choices, default=BoardIcon.LIST)
    colour = models.CharField(_("colour"), max_length=10, choices=BoardColour.choices, default=BoardColour.MIST)
    audience = AudienceField()
    theme = models.ForeignKey(
        "networks.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="boards",
        verbose_name=_("theme"),
    )  # fmt: skip
    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, null=True, blank=True, related_name="boards",
        verbose_name=_("network"),
    )  # fmt: skip
    who_may_start = models.CharField(
        _("who may start topics"), max_length=8, choices=WhoMay.choices, default=WhoMay.MEMBERS
    )
    who_may_reply = models.CharField(_("who may reply"), max_length=8, choices=WhoMay.choices, default=WhoMay.MEMBERS)
    sort_order = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    topic_count = models.PositiveIntegerField(_("discussions"), default=0, editable=False)
    post_count = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[Any] = BoardQuerySet.as_manager()
    wagtail_reference_index_ignore = True
    """Wagtail names what leads to a thing to every editor: a board in a closed room is not in that index."""

    class Meta:
        ordering = ["group__sort_order", "sort_order", "slug"]
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [audience_constraint("forum_board_audience")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("forum:board", self.slug)

    @property
    def is_archived(self) -> bool:
        """Nothing new is written: the board is archived, or its network is."""
        return self.archived_at is not None or (self.network is not None and self.network.is_read_only)
