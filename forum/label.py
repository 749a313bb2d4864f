"""What a topic is called and what it stands under: its title, themes, tags and step of a process."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from community.networks.models import ProcessStep, Theme

from .listed import listing_of
from .models import Topic
from .start import slug_of


@dataclass(frozen=True)
class Labels:
    title: str
    themes: frozenset[Theme] = frozenset()
    tags: frozenset[str] = frozenset()
    step: ProcessStep | None = None

    @classmethod
    def of(cls, topic: Topic) -> Self:
        return cls(topic.title, frozenset(topic.themes.all()), frozenset(topic.tags.names()), topic.step)

    def put_on(self, topic: Topic) -> None:
        """In the transaction of the change, on a topic as it is now: the lists of its themes and tags order by it."""
        topic.title, topic.slug, topic.step = self.title, slug_of(self.title), self.step
        topic.save(update_fields=["title", "slug", "step"])
        topic.themes.set(self.themes, through_defaults=listing_of(topic))
        topic.tags.set(self.tags, through_defaults=listing_of(topic))

    def in_words(self) -> dict[str, str]:
        """Each as a difference shows it, by its name."""
        return {
            _("Title"): self.title,
            _("Theme"): ", ".join(sorted(theme.name for theme in self.themes)),
            _("Tags"): ", ".join(sorted(self.tags)),
            _("Step of the process"): self.step.name if self.step else "",
        }
