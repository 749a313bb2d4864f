"""What Wagtail says where a page is translated, which its bokmål lacks: listed so that our words are the ones met.

Nothing imports this: it is read by whoever collects what is to be translated.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SAID = [
    _("Translate"),
    _("Translate page"),
    _("Translate this page"),
    _("Locales"),
    _("%(locales_count)s locales"),
    _("All child pages will be created."),
    _("The page '%(page_title)s' was successfully created in %(locales)s"),
]

COUNTED = [
    ngettext_lazy("Include subtree (%(descendant_count)s page)", "Include subtree (%(descendant_count)s pages)", "n"),
    ngettext_lazy(
        "A locale is disabled because a parent page is not translated.",
        "Some locales are disabled because some parent pages are not translated.",
        "n",
    ),
    ngettext_lazy("Translate the parent page.", "Translate the parent pages.", "n"),
]
