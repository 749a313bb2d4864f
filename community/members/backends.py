from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class PeopleBackend(AuthenticationBackend):
    """Reads whoever is signed in together with their municipality, which every page names."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("municipality").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
