"""The demo's people: accounts by role, one password for all."""

from typing import Any

from django.contrib.auth.hashers import make_password

from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, RoleKind
from community.places.models import Municipality

from .files import day, moment, read


def load_people(network: Network, password: str) -> dict[str, User]:
    """Everyone by key. Who is there already stays as they are."""
    rows = read("people")
    people = {user.email: user for user in User.objects.filter(email__in=[row["email"] for row in rows])}
    missing = [row for row in rows if row["email"] not in people]
    if missing:
        # One hash for all: each costs a good part of a second, and the password is printed on the screen anyway.
        encoded = make_password(password)
        places = Municipality.objects.in_bulk([row["municipality"] for row in rows], field_name="number")
        people |= {row["email"]: _person(row, places, network, encoded) for row in missing}
    return {row["key"]: people[row["email"]] for row in rows}


def _person(row: dict[str, Any], places: dict[str, Municipality], network: Network, encoded: str) -> User:
    taken = {name: row[name] for name in ("email", "name", "function", "organisation", "language")}
    # On the first day one may write less than afterwards: they came when their first role began.
    joined = moment(min(role["valid_from"] for role in row["roles"]))
    user = User.objects.create(
        **taken, municipality=places.get(row["municipality"]), password=encoded, date_joined=joined
    )
    for role in row["roles"]:
        within = network if role["network"] else None
        grant(user, RoleKind(role["kind"]), within, valid_from=day(role["valid_from"]))
    return user
