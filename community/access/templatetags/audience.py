from django import template

from community.access.audience import seen_by

register = template.Library()
register.filter("seen_by", seen_by)
"""`{{ experience.audience|seen_by }}`: who else sees it, in a sentence."""
