"""The audience key: one short string on a row that says who may see it. Defined here, once.

`public` everyone · `members` who is signed in and holds a role · `network:7` the network's · `room:12` the room's.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import In
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PUBLIC = "public"
MEMBERS = "members"
NETWORK = "network:"
ROOM = "room:"


def network_key(network_id: int) -> str:
    return f"{NETWORK}{network_id}"


def room_key(room_id: int) -> str:
    return f"{ROOM}{room_id}"


def network_of(key: str) -> int | None:
    """The id of the network that a key names, or None."""
    return int(key.removeprefix(NETWORK)) if key.startswith(NETWORK) else None


def audience_name(key: str, network: object = None) -> str:
    """Whom a key lets in, as a choice or a label says it; `network` is the one that it names, where that is known."""
    if key == PUBLIC:
        return gettext("Everyone")
    if key == MEMBERS:
        return gettext("All members")
    if key.startswith(NETWORK):
        return str(network or gettext("One network"))
    return gettext("Those in the room")


def seen_by(key: str) -> str:
    """The same as a sentence: who else reads what stands here."""
    if key == PUBLIC:
        return gettext("Everyone sees this")
    if key == MEMBERS:
        return gettext("Only members see this")
    if key.startswith(NETWORK):
        return gettext("Only the network sees this")
    return gettext("Only those in the room see this")


def seen_by_all_of(audience: str, key: str) -> bool:
    """Whether everybody of an audience sees what has a key. Who is in a network or a room is a member too."""
    return key in {PUBLIC, audience} or (key == MEMBERS and audience != PUBLIC)


NOBODY = room_key(0)
"""A room that never was: where two audiences have nobody in common that a key could name."""


def within(audience: str, limit: str) -> str:
    """The part of an audience that lies within another. What is written keeps the audience of its day: it narrows with
    what it stands under, and is never widened."""
    if audience == limit or limit == PUBLIC:
        return audience
    if audience == PUBLIC:
        return limit
    if limit == MEMBERS:
        return audience
    return limit if audience == MEMBERS else NOBODY


def validate_audience(key: str) -> None:
    prefix, colon, number = key.partition(":")
    if key in {PUBLIC, MEMBERS} or (
        f"{prefix}:" in {NETWORK, ROOM} and colon and number.isascii() and number.isdigit()
    ):
        return
    raise ValidationError(_("Choose who may see this."), code="audience")


class AudienceField(models.CharField[str, str]):
    """A column that holds an audience key, and nothing else. The narrowest that fits is no default: say it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 32
        kwargs.setdefault("verbose_name", _("visible to"))
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_audience]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        kwargs.setdefault("db_index", False)  # Django says it only where it is true, and true is what is set here
        return name, path, args, kwargs


def audience_constraint(name: str, *, rooms: bool = True) -> models.CheckConstraint:
    """The same rule in the database; without `rooms`, no room's key either. `name` is unique in the schema.

    Said without regular expressions: SQLite has none of its own, and another program than ours could not check it.
    """
    prefixes = [NETWORK, ROOM] if rooms else [NETWORK]
    before_the_number = Func(F("audience"), Value("0123456789"), function="RTRIM", output_field=models.CharField())
    return models.CheckConstraint(
        condition=Q(audience__in=[PUBLIC, MEMBERS]) | Q(In(before_the_number, prefixes)) & ~Q(audience__in=prefixes),
        name=name,
    )
