from django import template

from community.access.viewer import Viewer
from community.publishing.models import Signed

register = template.Library()


@register.filter
def byline(thing: Signed, viewer: Viewer) -> str:
    """`{{ experience|byline:request.viewer }}`: who wrote it, as this reader may know."""
    return thing.byline_for(viewer)


@register.filter
def signature(thing: Signed, viewer: Viewer) -> str:
    """The byline with the place, on one line."""
    return thing.signature_for(viewer)
