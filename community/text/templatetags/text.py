from django import template
from django.utils.safestring import SafeString

from community.text.markdown import to_html, to_plain

register = template.Library()


@register.filter
def markdown(source: str) -> SafeString:
    """`{{ experience.need|markdown }}`: a member's text, as HTML."""
    return to_html(source)


@register.filter
def plain(source: str) -> str:
    """`{{ experience.need|plain|truncatewords:30 }}`: the same without its markup."""
    return to_plain(source)
