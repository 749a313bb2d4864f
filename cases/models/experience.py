from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from community.access.audience import audience_constraint
from community.comments.models import Comments
from community.images.models import Upload
from community.publishing.hanging import rows_of
from community.publishing.models import TaggedItem

from ..querysets import ExperienceQuerySet
from .contribution import LONG_TEXT, Contribution


class Again(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Decision(models.TextChoices):
    GO_ON = "go_on", _("We went on")
    CHANGE = "change", _("We changed it")
    STOP = "stop", _("We stopped")


class CostRange(models.TextChoices):
    NONE = "none", _("No extra cost")
    LOW = "low", _("Under 100,000 kroner")
    MEDIUM = "medium", _("100,000 to 500,000 kroner")
    HIGH = "high", _("Over 500,000 kroner")


class EvidenceLevel(models.TextChoices):
    """How surely it is known; derived from what was filled in, never chosen."""

    TOLD = "told", _("Told")
    COUNTED = "counted", _("Counted")
    BEFORE_AFTER = "before_after", _("Measured before and after")


class TaggedExperience(TaggedItem):
    content_object = ParentalKey("cases.Experience", on_delete=models.CASCADE, related_name="tagged_items")


class Experience(Contribution):
    """What a municipality tried, what happened, and what did not work.

    Its spine is that of the programme's own cases (behov, mål, tiltak, resultat) and what they lacked.
    """

    need = models.TextField(_("need"), blank=True, max_length=LONG_TEXT)
    action = models.TextField(_("what we did"), blank=True, max_length=LONG_TEXT)
    happened = models.TextField(_("what happened"), blank=True, max_length=LONG_TEXT)
    not_worked = models.TextField(_("what did not work"), blank=True, max_length=LONG_TEXT)
    goal = models.TextField(_("goal"), blank=True, max_length=LONG_TEXT)
    conditions = models.TextField(_("what must be in place elsewhere"), blank=True, max_length=LONG_TEXT)
    otherwise = models.TextField(_("what we would do otherwise"), blank=True, max_length=LONG_TEXT)
    again = models.CharField(_("would do it again"), max_length=8, choices=Again.choices, blank=True)
    hypothesis = models.TextField(_("what we believed"), blank=True, max_length=2_000)
    trial_who = models.CharField(_("who took part"), max_length=200, blank=True)
    trial_duration = models.CharField(_("how long"), max_length=100, blank=True)
    observation = models.TextField(_("what we saw"), blank=True, max_length=2_000)
    decision = models.CharField(_("what we decided"), max_length=8, choices=Decision.choices, blank=True)
    cost = models.CharField(_("cost"), max_length=8, choices=CostRange.choices, blank=True)
    working_time = models.CharField(_("working time"), max_length=150, blank=True)
    time_to_effect = models.CharField(_("time to the first effect"), max_length=100, blank=True)
    themes = ParentalManyToManyField("networks.Theme", blank=True, related_name="experiences", verbose_name=_("themes"))
    tags = ClusterTaggableManager(through=TaggedExperience, blank=True, verbose_name=_("tags"))
    resources = ParentalManyToManyField(
        "cases.Resource", blank=True, related_name="experiences", verbose_name=_("methods and templates that we used")
    )
    comments = Comments()
    # The rows that hang on it, each with its model beside this one.
    measures: Any
    pictures: Any
    files: Any
    tagged_items: Any

    objects: ClassVar[Any] = ExperienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")
        constraints = [audience_constraint("cases_experience_audience")]
        indexes = [
            # Of what is live alone: SQLite finds no index by a truth value that stands in it.
            models.Index(
                fields=["audience", "-first_published_at", "-id"], condition=Q(live=True), name="cases_experience_list"
            ),
            models.Index(fields=["author", "-id"], name="cases_experience_mine"),
            models.Index(fields=["review_state", "submitted_at"], name="cases_experience_desk"),
        ]

    MARKDOWN = (
        "need", "goal", "action", "happened", "not_worked", "conditions", "otherwise", "hypothesis", "observation",
    )  # fmt: skip
    KIND = "experience"
    SHORT_FORM = ("title", "need", "action", "happened", "not_worked")
    HANGING = {"pictures": ("upload",), "files": ("upload",), "measures": ()}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"request": request, "experience": self, "rows": list(self.measures.all()), "evidence": self.ladder}

    def names_to_find(self) -> list[str]:
        """What its pictures show, too."""
        pictures = [words for row in rows_of(self, "pictures") for words in (row.alt_text, row.caption)]
        return [*super().names_to_find(), *pictures]

    @property
    def has_trial(self) -> bool:
        return any((self.hypothesis, self.trial_who, self.trial_duration, self.observation, self.decision))

    @property
    def uploads(self) -> list[Upload]:
        return [part.upload for part in (*rows_of(self, "pictures"), *rows_of(self, "files"))]

    @property
    def evidence(self) -> EvidenceLevel:
        """How surely it is known, from the figures that were given."""
        measures = list(rows_of(self, "measures"))
        if any(m.before is not None and m.after is not None for m in measures):
            return EvidenceLevel.BEFORE_AFTER
        return EvidenceLevel.COUNTED if any(m.n or m.after is not None for m in measures) else EvidenceLevel.TOLD

    @property
    def ladder(self) -> tuple[int, Any]:
        """The rung that it has reached, and its name."""
        return EvidenceLevel.values.index(self.evidence) + 1, self.evidence.label

    @property
    def face(self) -> list[str]:
        """What a hit of the search says of it besides whether they would do it again."""
        return [str(self.evidence.label)] if self.evidence != EvidenceLevel.TOLD else []

    def used_in_words(self, number: int) -> str:
        return ngettext("Taken up in one place", "Taken up in %(number)s places", number) % {"number": number}

    def signals(self) -> dict[str, float]:
        rung, _name = self.ladder
        return {"evidence": (rung - 1) / (len(EvidenceLevel) - 1)}

    def facets(self) -> dict[str, tuple[str, ...]]:
        return {"again": (self.again,) if self.again else ()}
