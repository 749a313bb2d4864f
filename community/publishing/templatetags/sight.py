from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText
from wagtail.templatetags.wagtailcore_tags import richtext

from community.text.prefix import under_readers_prefix

from ..sight import reader_in, with_links_for

register = template.Library()


@register.simple_tag(takes_context=True)
def text_for_reader(context: Any, text: RichText) -> SafeString:
    """`{% text_for_reader value.text %}`: an editor's text with the links that the reader may follow."""
    return under_readers_prefix(richtext(with_links_for(reader_in(context), text.source)))
