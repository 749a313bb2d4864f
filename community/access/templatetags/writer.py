from django import template
from django.template import Context
from django.utils.html import format_html

from community.access.keep import WRITER, signature_of

register = template.Library()


@register.simple_tag(takes_context=True)
def written_by_reader(context: Context) -> str:
    """Beside `csrf_token` in a form for text: whose page it is, so that it never goes out in another's name."""
    signature = signature_of(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', WRITER, signature) if signature else ""
