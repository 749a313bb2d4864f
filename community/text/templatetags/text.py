from django import template
from django.utils.safestring import SafeString

from community.text.markdown import kept_html, to_html
from community.text.prefix import under_readers_prefix
from community.text.shy import with_soft_hyphens

register = template.Library()


@register.filter
def markdown(source: str) -> SafeString:
    """`{{ experience.need|markdown }}`: a member's text, as HTML."""
    return to_html(source)


@register.filter
def kept(html: str) -> SafeString:
    """`{{ post.html|kept }}`: what `markdown` made earlier, kept in a column of ours that nothing else fills."""
    return kept_html(html)


@register.filter
def shy(title: str) -> str:
    """`{{ network.name|shy }}`: a title that may break inside its long compounds."""
    return with_soft_hyphens(str(title))


@register.filter
def sentence(title: str) -> str:
    """`{{ experience.title|sentence }}`: with a full stop, where the title has no sign of its own at its end."""
    text = str(title).rstrip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


register.filter("under_readers_prefix", under_readers_prefix)
