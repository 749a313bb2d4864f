"""{% load ui %}: every component of the site. Each is a function with a typed signature in community/ui/components."""

from django import template

from community.ui.components import controls, forms, frame, lists, messages, pictures, signs

register = template.Library()
for room in (signs, messages, controls, forms, lists, pictures, frame):
    register.tags.update(room.register.tags)
    register.filters.update(room.register.filters)
