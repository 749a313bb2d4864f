"""The blocks of a page: those of `publishing`, and those that show what lies in other rooms."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cases.models import Experience
from community.publishing.blocks import (
    CallToActionBlock,
    DocumentBlock,
    FactBoxBlock,
    HeadingBlock,
    PictureBlock,
    QuoteBlock,
    TextBlock,
    VideoBlock,
)
from community.publishing.sight import reader_in


class ChosenExperiencesBlock(blocks.StructBlock):
    """Experiences that an editor chose, in that order. Each reader sees those that they may see."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    experiences = blocks.ListBlock(
        SnippetChooserBlock("cases.Experience"), label=_("Experiences"), min_num=1, max_num=12
    )

    class Meta:
        icon = "list-ul"
        label = _("Chosen experiences")
        template = "blocks/chosen_experiences.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        chosen = [one.pk for one in value.get("experiences", []) if one]
        seen = Experience.objects.listed_for(reader_in(parent_context)).in_bulk(chosen)
        rows = [seen[pk] for pk in chosen if pk in seen]
        return {**super().get_context(value, parent_context), "rows": rows}


class Body(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    fact_box = FactBoxBlock()
    video = VideoBlock()
    document = DocumentBlock()
    chosen_experiences = ChosenExperiencesBlock()
    call_to_action = CallToActionBlock()
