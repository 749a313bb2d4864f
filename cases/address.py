from django.utils import translation

from community.ui.navigation import absolute

from .models import Experience


def canonical(experience: Experience) -> str:
    """The one whole address of an experience: under the prefix of its own language."""
    with translation.override(experience.language):
        return absolute(experience.get_absolute_url())
