from django import template

from cases.models import Contribution
from cases.schedule import schedule_of

register = template.Library()


@register.filter
def schedule(contribution: Contribution) -> list[str]:
    """At what hours it is published and taken off the site by itself, in words."""
    return schedule_of(contribution)
