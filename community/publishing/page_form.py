from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import resolve
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField

from community.access.audience import seen_by_all_of
from community.images.models import Picture

from .audiences import audience_field

FRONT_DEPTH = 2


def is_the_sites(slug: str) -> bool:
    """Whether an address right under the language's own is answered by a room and not by a page."""
    return resolve(f"/{settings.LANGUAGE_CODE}/{slug}/").url_name != "wagtail_serve"


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

    def clean_slug(self) -> str:
        """Right under a front page the site has addresses of its own, where a page of that name would never be seen."""
        slug: str = self.cleaned_data["slug"]
        if slug and self.parent_page is not None and self.parent_page.depth == FRONT_DEPTH and is_the_sites(slug):
            raise ValidationError(_("The site has a page of its own at this address. Choose another one."))
        return slug

    def clean(self) -> dict[str, Any]:
        """What is for fewer readers than the page is shown to those; of a picture the others would miss something."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        audience = data.get("audience", self.instance.audience)
        for name in self.fields:
            for picture in self._pictures(name):
                if not seen_by_all_of(audience, picture.audience):
                    words = _(
                        "The picture «%(title)s» is for fewer readers than this page. Choose another one, or say in "
                        "the library who may see it."
                    )
                    self.add_error(name, words % {"title": picture.title})
        return data

    def _pictures(self, name: str) -> Iterator[Picture]:
        """The pictures that were chosen in a field."""
        column = next((column for column in self.instance._meta.fields if column.name == name), None)
        if isinstance(column, StreamField) and (content := self.cleaned_data.get(name)):
            chosen = [pk for model, pk, *_path in column.extract_references(content) if issubclass(model, Picture)]
            yield from Picture.objects.filter(pk__in=chosen)
