from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from community.access.audience import audience_constraint
from community.comments.models import Comments
from community.images.models import Upload
from community.publishing.document import SearchDocument
from community.publishing.models import Publication, TaggedItem
from community.text.markdown import to_plain

from ..querysets import ExperienceQuerySet

LONG_TEXT = 20_000
"""Characters in one text of an experience, at most."""


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


class Experience(Publication):
    """What a municipality tried, what happened, and what did not work.

    Its spine is that of the programme's own cases (behov, mål, tiltak, resultat) and what they lacked.
    """

    slug = models.SlugField(max_length=80, editable=False)
    summary = models.CharField(
        _("in one sentence"), max_length=300, blank=True, help_text=_("Shown in lists, and first on the page.")
    )
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
    comments = Comments()
    # The rows that hang on it, each with its model beside this one.
    measures: Any
    pictures: Any
    files: Any
    tagged_items: Any
    proposals: Any
    remarks: Any

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

    MARKDOWN: ClassVar[tuple[str, ...]] = (
        "need", "goal", "action", "happened", "not_worked", "conditions", "otherwise", "hypothesis", "observation",
    )  # fmt: skip
    SHORT_FORM: ClassVar[tuple[str, ...]] = ("title", "need", "action", "happened", "not_worked")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Saving a draft beside what is live names its columns: the address must not follow a draft's title.
        if kwargs.get("update_fields") is None:
            self.slug = slugify(self.title.lower().replace("ø", "o").replace("æ", "ae"))[:80]
        super().save(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """A revision holds tags in one order, whatever the order of saving: else one that changes nothing differs."""
        kept = super().serializable_data()
        kept["tagged_items"].sort(key=lambda row: row["tag"])
        return kept

    def get_absolute_url(self) -> str:
        return reverse("cases:experience", args=[self.pk, self.slug or "-"])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """In the admin a revision is shown as readers would see it, with nothing to press."""
        return "cases/experience.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"request": request, "experience": self, "rows": list(self.measures.all()), "evidence": self.ladder}

    @property
    def has_trial(self) -> bool:
        return any((self.hypothesis, self.trial_who, self.trial_duration, self.observation, self.decision))

    def upload_with(self, key: UUID) -> Upload | None:
        """The picture or file with a key, where it is among this experience's own."""
        parts = [*self.pictures.all(), *self.files.all()]
        return next((part.upload for part in parts if part.upload.key == key), None)

    @classmethod
    def searchable(cls) -> models.QuerySet["Experience"]:
        """Every row with what the search shows of it."""
        rows = cls.objects.select_related("municipality__county", "network")
        return rows.prefetch_related("themes", "tagged_items__tag")

    @property
    def evidence(self) -> EvidenceLevel:
        """How surely it is known, from the figures that were given."""
        measures = list(self.measures.all())
        if any(m.before is not None and m.after is not None for m in measures):
            return EvidenceLevel.BEFORE_AFTER
        return EvidenceLevel.COUNTED if any(m.n or m.after is not None for m in measures) else EvidenceLevel.TOLD

    @property
    def ladder(self) -> tuple[int, Any]:
        """The rung that it has reached, and its name."""
        return EvidenceLevel.values.index(self.evidence) + 1, self.evidence.label

    def search_document(self) -> SearchDocument | None:
        """What is found of it; None where it is not published, or archived."""
        if not self.live or self.is_archived:
            return None
        texts = (self.summary, *(to_plain(getattr(self, name)) for name in self.MARKDOWN))
        return SearchDocument(
            kind="experience",
            id=str(self.pk),
            title=self.title,
            text="\n\n".join(text for text in texts if text),
            url=self.get_absolute_url(),
            audience=self.audience,
            language=self.language,
            municipality=self.municipality_id,
            municipality_name=self.municipality_name,
            network=self.network_id,
            themes=tuple(theme.slug for theme in self.themes.all()),
            tags=tuple(item.tag.name for item in self.tagged_items.all()),
            author=self.public_byline,
            date=self.first_published_at,
            facets={"again": (self.again,) if self.again else ()},
        )
