from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from community.ui.prepared import prepared

from .models import User


class PeopleBackend(AuthenticationBackend):
    """Reads whoever is signed in together with their municipality, which every page names."""

    def get_user(self, user_id: int) -> User | None:
        return next((user for user in _called(int(user_id)) if self.user_can_authenticate(user)), None)


@prepared
def _called(pk: int) -> QuerySet[User]:
    return User.objects.select_related("municipality").filter(pk=pk)
