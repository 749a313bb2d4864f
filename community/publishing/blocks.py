"""What editors build a page of. There is no raw HTML and nothing that loads from another host.

Each block's template is `templates/blocks/<noun>.html`; what it shows is its contract.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from community.ui.navigation import in_language

from .sight import reader_in

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
LEVELS = [("2", _("Section")), ("3", _("Part of a section"))]


def shown(thing: Any, context: Any) -> Any:
    """A picture, document or page that was chosen, where the reader belongs to its audience."""
    return thing if thing and reader_in(context).may_see(getattr(thing, "audience", "")) else None


class Unsaid:
    """For a part that is no words of the page: the search does not read it."""

    def get_searchable_content(self, value: Any) -> list[str]:
        return []


class LevelBlock(Unsaid, blocks.ChoiceBlock):
    pass


class AddressBlock(Unsaid, blocks.CharBlock):
    pass


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level: the page's title is the only first."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = LevelBlock(label=_("Level"), choices=LEVELS, default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"


class PictureBlock(blocks.StructBlock):
    """A picture. What it shows must be said, unless it is said that it only adorns."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("What the picture shows"),
        max_length=300,
        required=False,
        default="",
        help_text=_("Read aloud for those who cannot see it."),
    )
    decorative = blocks.BooleanBlock(label=_("The picture only adorns"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False, default="")
    credit = blocks.CharBlock(label=_("Photo"), max_length=120, required=False, default="")

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["decorative"] and not cleaned["alt_text"].strip():
            words = _("Say what the picture shows, or that it only adorns.")
            raise blocks.StructBlockValidationError({"alt_text": ValidationError(words)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        picture = shown(value.get("picture"), parent_context)
        return {**super().get_context(value, parent_context), "picture": picture}


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    who = blocks.CharBlock(label=_("Who said it"), max_length=150, required=False, default="")

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "blocks/fact_box.html"


class VideoBlock(blocks.StructBlock):
    """A link to a film elsewhere: nothing is fetched from there before the reader follows it."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = blocks.URLBlock(label=_("Address"))
    length = blocks.CharBlock(
        label=_("Length"), max_length=30, required=False, default="", help_text=_("For example: 4 minutes")
    )
    transcript = blocks.RichTextBlock(
        label=_("What is said"), features=TEXT_FEATURES, required=False, help_text=_("For those who cannot hear it.")
    )

    class Meta:
        icon = "media"
        label = _("Video link")
        template = "blocks/video.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        host = urlsplit(value.get("url") or "").hostname or ""
        return {**super().get_context(value, parent_context), "host": host.removeprefix("www.")}


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=150, required=False, default="")

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        file = shown(value.get("document"), parent_context)
        return {**super().get_context(value, parent_context), "file": file}


class CallToActionBlock(blocks.StructBlock):
    """One act, under the prefix that the reader uses."""

    text = blocks.CharBlock(label=_("Sentence"), max_length=200, required=False, default="")
    button = blocks.CharBlock(label=_("Button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = AddressBlock(label=_("Or address"), max_length=500, required=False, default="")

    class Meta:
        icon = "link"
        label = _("Call to action")
        template = "blocks/call_to_action.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        url = cleaned["url"].strip()
        if bool(cleaned["page"]) == bool(url):
            words = _("Choose a page or write an address, one of them.")
            raise blocks.StructBlockValidationError({"url": ValidationError(words)})
        if (url and not url.startswith(("/", "https://", "http://", "mailto:"))) or url.startswith("//"):
            words = _("Write an address that begins with / or https://")
            raise blocks.StructBlockValidationError({"url": ValidationError(words)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        page, url = value.get("page"), value.get("url") or ""
        if page:
            page = shown(page.specific, parent_context)
            url = page.url if page and page.live else ""
        own = url or ""
        ours = own.startswith(tuple(f"/{code}/" for code, _name in settings.LANGUAGES))
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return {**super().get_context(value, parent_context), "href": in_language(own, language) if ours else own}
