from django import template

from cases.address import address_of
from cases.models import Contribution

register = template.Library()


@register.simple_tag
def address(name: str, contribution: Contribution, *more: object) -> str:
    """`{% address "cases:edit" contribution %}`: where a page about it stands, whatever kind it is."""
    return address_of(name, contribution, *more)
