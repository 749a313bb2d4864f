from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from community.access.guards import viewer_of
from community.publishing.below import parts

register = template.Library()


@register.simple_tag(takes_context=True)
def what_stands_below(context: Context, thing: Any) -> SafeString:
    """`{% what_stands_below experience %}`: what other rooms have to show under it, as this viewer may see it."""
    request = context["request"]
    viewer = viewer_of(request)
    shown = ((part.template, part.context(thing, viewer)) for part in parts())
    rendered = ((render_to_string(name, {"thing": thing, **found}, request),) for name, found in shown if found)
    return format_html_join("\n", "{}", rendered)
