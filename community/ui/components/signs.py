"""Small marks: icons, the thread's knots, people's letters, the language of words."""

from datetime import datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from community.ui import symbols

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An Aksel icon; with a label only where no words stand beside it."""
    return _svg("ic", symbols.use(f"i-{name}"), "", label)


@register.simple_tag
def knot(name: str, label: str = "") -> SafeString:
    """A knot on the thread: origin, used, test, open, drop or loose. It never stands without words or a label."""
    return _svg("k", symbols.use(f"k-{name}"), "0 0 20 20", label)


@register.simple_tag
def sprite() -> SafeString:
    """What the page used of icons and knots: once, last in the page."""
    drawn = symbols.sprite()
    symbols.begin()
    if not drawn:
        return format_html("{}", "")
    return format_html('<svg class="sr" width="0" height="0" aria-hidden="true" focusable="false">{}</svg>', drawn)


@register.simple_tag
def avatar(letters: str, label: str = "", color: str = "") -> SafeString:
    """The municipality's letters, never the person's. Without a label it is decoration: the name stands beside it."""
    described = format_html('role="img" aria-label="{}"', label) if label else format_html('aria-hidden="{}"', "true")
    coloured = format_html(' data-color="{}"', color) if color else ""
    return format_html('<span class="ds-avatar" data-initials="{}" {}{}></span>', letters, described, coloured)


@register.simple_tag
def tile(colour: str, icon: str = "") -> SafeString:
    """A place by its colour (petrol, fjord, lichen or mist), with its icon, or small before its name: decoration, since
    the name always stands beside it."""
    drawn = _svg("ic", symbols.use(f"i-{icon}"), "", "") if icon else ""
    return format_html('<span class="tile" data-colour="{}" aria-hidden="true">{}</span>', colour, drawn)


@register.simple_tag
def lang(code: str) -> SafeString:
    """`<p{% lang experience.language %}>`: names the language of words that are not in the page's own (WCAG 3.1.2)."""
    foreign = code and code != (get_language() or settings.LANGUAGE_CODE)
    return format_html(' lang="{}"', code) if foreign else format_html("{}", "")


@register.filter
def when(moment: datetime) -> str:
    """A moment as people say it: today and yesterday with the hour, then the day, and of other years the month."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return gettext("today %(hour)s") % {"hour": date_format(local, "TIME_FORMAT")}
    if days == 1:
        return gettext("yesterday %(hour)s") % {"hour": date_format(local, "TIME_FORMAT")}
    return date_format(local, "MONTH_DAY_FORMAT" if local.year == timezone.localdate().year else "YEAR_MONTH_FORMAT")


@register.filter
def letters(name: object) -> str:
    """Two letters for a place: «Nordre Land» gives NL, «Grong» gives GR."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalpha()]
    if len(words) > 1 and words[1][0].isupper():
        return (words[0][0] + words[1][0]).upper()
    return words[0][:2].upper() if words else ""


def _svg(css: str, symbol: str, box: str, label: str) -> SafeString:
    described = format_html('role="img" aria-label="{}"', label) if label else format_html('aria-hidden="{}"', "true")
    view = format_html(' viewBox="{}"', box) if box else ""
    return format_html('<svg class="{}"{} {}><use href="#{}"/></svg>', css, view, described, symbol)
