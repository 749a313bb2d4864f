from django.conf import settings
from django.utils import translation

from .models import Experience


def canonical(experience: Experience) -> str:
    """The one whole address of an experience: under the prefix of its own language."""
    with translation.override(experience.language):
        return settings.WAGTAILADMIN_BASE_URL + experience.get_absolute_url()
