from django_tasks import task

from .models import User
from .reset import send_reset


@task()
def send_reset_link(email: str, asked_at: str) -> None:
    """Mail the link to choose a new password, where somebody has the address. Done here, so that the answer to the
    one who asks takes as long for an unknown address as for a known one."""
    user = User.objects.filter(email__iexact=email, is_active=True, anonymised_at=None).first()
    if user:
        send_reset(user, asked_at)
