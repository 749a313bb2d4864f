from typing import Any

from community.members.models import User

from .models import SavedSearch


def on_anonymised(user: User, **_kwargs: Any) -> None:
    """What somebody looked for tells of them: it goes, with all that it found."""
    SavedSearch.objects.filter(user=user).delete()
