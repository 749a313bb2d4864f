from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase


class TagState(models.TextChoices):
    FREE = "", _("a free word")
    CONTROLLED = "controlled", _("in the vocabulary")
    RETIRED = "retired", _("no longer suggested")


class Tag(TagBase):
    """A word over all kinds of content. Anybody may make a free one; editors take the good ones into the vocabulary.

    What is in the vocabulary is suggested to everyone and told by itself; of another tag no word is told to who sees
    nothing that bears it. What is retired is no longer suggested, and still found. Main areas are Themes.
    """

    state = models.CharField(_("state"), max_length=10, choices=TagState.choices, blank=True)

    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @property
    def is_controlled(self) -> bool:
        return self.state == TagState.CONTROLLED

    @property
    def is_retired(self) -> bool:
        return self.state == TagState.RETIRED


class FormerTag(models.Model):
    """A name that a tag had, or that was a tag of its own until it was merged with it. It leads there: for those alone
    who could see something with it that day (`audiences`)."""

    name = models.CharField(max_length=100)
    key = models.CharField(max_length=100, unique=True, help_text="The name in small letters.")
    slug = models.SlugField(max_length=100, allow_unicode=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former")
    audiences = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class TaggedItem(ItemBase):
    """A tag on a thing. Each kind has its own table, so that a draft's tags live in its revision until published."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        abstract = True
