import time
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.access.audience import AudienceField, audience_constraint

from .asked.models import AskedBy as AskedBy
from .asked.models import AskedToday as AskedToday
from .asked.models import SearchCount as SearchCount
from .asked.models import SearchDay as SearchDay
from .changes.models import SearchChange as SearchChange
from .saved.models import SavedHit as SavedHit
from .saved.models import SavedSearch as SavedSearch

LONGEST_VALUE = 100
"""Letters of a facet's value: so many are kept, and so many are asked for."""


class SearchEntry(models.Model):
    """One findable thing. Written in the transaction of its change, it is outbox, ledger and embedded index at once.

    What is no longer to be found stays as a tombstone, emptied of its words, until every engine has confirmed.
    `version` is greater with each change: the microsecond of it, so that what is restored from a backup and changed
    again is newer than what an engine may still have. `sent` is the last version that the other engine has confirmed;
    `takes_away`, that something unsent takes words or the whole thing out of somebody's sight.
    """

    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    audience = AudienceField()
    language = models.CharField(max_length=8)
    title = models.TextField()
    text = models.TextField()
    passages = models.JSONField(default=list, help_text="The place of each, by whom, whether chosen.")
    labels = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    author = models.CharField(max_length=150, blank=True)
    date = models.DateField(null=True)
    facets = models.JSONField(default=dict)
    lift = models.FloatField(default=0)
    used = models.PositiveIntegerField(default=0)
    shown_otherwise_in = models.JSONField(default=list)
    analysis = models.CharField(max_length=32)
    gone = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.BigIntegerField(default=1)
    sent = models.BigIntegerField(default=0)
    takes_away = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            models.Index(
                fields=["-takes_away", "version"], name="search_entry_unsent", condition=Q(sent__lt=models.F("version"))
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once"),
            audience_constraint("search_entry_audience"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchFacet(models.Model):
    """One value of one facet of an entry, as a row, so that a few thousand candidates are counted in one query."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="+", db_index=False)
    facet = models.CharField(max_length=32)
    value = models.CharField(max_length=LONGEST_VALUE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "facet", "value"], name="search_facet_once")]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class SearchWord(models.Model):
    """A word of the vocabulary of one audience, which must not tell what stands in another.

    `canonical` words are wholes, for weighing how rare a word is; the others are forms as they are written, for
    guessing what was meant. The counts are refreshed by `search_check`; a new word counts 1 until then.
    """

    audience = models.CharField(max_length=32)
    word = models.CharField(max_length=64)
    canonical = models.BooleanField()
    initial = models.CharField(max_length=1)
    size = models.PositiveSmallIntegerField()
    entries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "canonical", "word"], name="search_word_once"),
        ]
        indexes = [models.Index(fields=["audience", "canonical", "initial", "size"], name="search_word_near")]

    def __str__(self) -> str:
        return self.word


class EditorsRule(models.Model):
    """What editors have told the search; `version` grows with each change, and says so to every process."""

    version = models.BigIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.version = max(self.version + 1, time.time_ns() // 1000)
        super().save(*args, **kwargs)


class Synonym(EditorsRule):
    """A rule that widens a query. Without `also`, each of the words finds the others; with it, the words find what is
    in `also` too, and not the other way."""

    words = models.CharField(_("words"), max_length=400)
    also = models.CharField(_("also find"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.line

    @property
    def line(self) -> str:
        """As it stands in a file of rules, where what is on the left of an arrow stands on its right too."""
        return f"{self.words} => {self.words}, {self.also}" if self.also else self.words


class BestBet(EditorsRule):
    """What editors show first for a query. `key`: its words as the analysis sees them, so that every form of them is
    the same query."""

    query = models.CharField(_("what is searched for"), max_length=100)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("editors’ choice")
        verbose_name_plural = _("editors’ choices")

    def __str__(self) -> str:
        return self.query


class BetChoice(models.Model):
    """One of the things that are shown; an entry of the index by what it stands for."""

    bet = models.ForeignKey(BestBet, on_delete=models.CASCADE, related_name="choices")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["bet", "kind", "object_id"], name="search_bet_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
