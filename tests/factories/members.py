from datetime import timedelta
from itertools import count

from django.utils import timezone

from community.members.models import User
from community.networks.grant import grant
from community.networks.models import Network, RoleKind
from community.places.models import Municipality

_numbers = count(1)


def a_person(
    function: str = "Rådgiver",
    *,
    municipality: Municipality | None = None,
    network: Network | None = None,
    kind: RoleKind | None = None,
    language: str = "nb",
    organisation: str = "",
) -> User:
    """Somebody, with a role in force where one is named."""
    user = User.objects.create_user(
        f"person{next(_numbers)}@example.org",
        "correct horse battery",
        name=f"{function} {municipality or organisation}".strip(),
        function=function,
        municipality=municipality,
        organisation=organisation,
        language=language,
        date_joined=timezone.now() - timedelta(days=30),  # who came today may write less
    )
    if kind:
        grant(user, kind, network)
    return user
