from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from .audiences import audience_field


class PageForm(WagtailAdminPageForm):
    """Who may see a page is a choice among names; a new page begins as the one above it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "audience" not in self.fields:
            return
        self.fields["audience"] = audience_field()
        parent = self.parent_page
        if not self.instance.pk and parent is not None:
            self.initial["audience"] = getattr(parent.specific, "audience", self.instance.audience)
