from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from community.access.audience import AudienceField, audience_constraint
from community.images.models import Upload
from community.publishing.hanging import rows_of
from community.publishing.models import TaggedItem

from ..querysets import ResourceQuerySet
from ..used import uses_of, with_downloads
from .contribution import LONG_TEXT, Contribution


class ResourceKind(models.TextChoices):
    METHOD = "method", _("Method")
    FORM = "form", _("Template or form")
    TOOL = "tool", _("Tool")
    CHECKLIST = "checklist", _("Checklist")
    GUIDE = "guide", _("Guide")
    REPORT = "report", _("Report or evaluation")
    SLIDES = "slides", _("Presentation")
    FILM = "film", _("Film or recording")
    PODCAST = "podcast", _("Podcast")
    AGREEMENT = "agreement", _("Act or agreement")
    SHEET = "sheet", _("Spreadsheet or calculator")
    COURSE = "course", _("Course or e-learning")
    LINK = "link", _("Link")


class Licence(models.TextChoices):
    CC_BY = "cc_by", "CC BY 4.0"
    NLOD = "nlod", "NLOD 2.0"
    STATED = "stated", _("Another one, in words")


class TimeToUse(models.TextChoices):
    QUARTER = "quarter", _("15 minutes")
    HOUR = "hour", _("One hour")
    HALF_DAY = "half_day", _("Half a day")
    DAY = "day", _("One day")
    DAYS = "days", _("Several days")


class Currency(models.TextChoices):
    CURRENT = "current", _("Current")
    OUTDATED = "outdated", _("Outdated")


class TaggedResource(TaggedItem):
    content_object = ParentalKey("cases.Resource", on_delete=models.CASCADE, related_name="tagged_items")


class Resource(Contribution):
    """A method, a template, a checklist … that somebody made and others can use, with its files."""

    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind.choices, blank=True)
    about = models.TextField(_("what it is, and how to use it"), blank=True, max_length=LONG_TEXT)
    prerequisites = models.TextField(_("what must be in place first"), blank=True, max_length=2_000)
    step = models.ForeignKey(
        "networks.ProcessStep", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("step of the process"),
    )  # fmt: skip
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=8, choices=Licence.choices, blank=True)
    licence_words = models.CharField(_("the licence in words"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1837), MaxValueValidator(2100)]
    )
    time = models.CharField(_("time to use it"), max_length=8, choices=TimeToUse.choices, blank=True)
    group_size = models.CharField(_("group size"), max_length=100, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    checked_on = models.DateField(_("last checked"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Currency.choices, default=Currency.CURRENT)
    change_note = models.CharField(_("what is new in this version"), max_length=300, blank=True)
    themes = ParentalManyToManyField("networks.Theme", blank=True, related_name="resources", verbose_name=_("themes"))
    tags = ClusterTaggableManager(through=TaggedResource, blank=True, verbose_name=_("tags"))
    # The rows that hang on it.
    files: Any
    tagged_items: Any
    versions: Any
    downloads: Any

    objects: ClassVar[Any] = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [audience_constraint("cases_resource_audience")]
        indexes = [
            models.Index(
                fields=["audience", "-first_published_at", "-id"], condition=Q(live=True), name="cases_resource_list"
            ),
            models.Index(fields=["author", "-id"], name="cases_resource_mine"),
            models.Index(fields=["review_state", "submitted_at"], name="cases_resource_desk"),
        ]

    KIND = "resource"
    ROUTE_SUFFIX = "_resource"
    MARKDOWN = ("about", "prerequisites")
    SHORT_FORM = ("title", "summary", "kind", "licence")
    HANGING = {"files": ("upload", "accessible")}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        rows = list(self.files.all())
        models.prefetch_related_objects(rows, "upload", "accessible")
        return {"request": request, "resource": self, "rows": rows}

    @property
    def licence_name(self) -> str:
        """What others may do with it, as its owner says it."""
        return self.licence_words if self.licence == Licence.STATED else str(self.get_licence_display())

    @property
    def is_outdated(self) -> bool:
        return self.status == Currency.OUTDATED

    @property
    def uploads(self) -> list[Upload]:
        rows = rows_of(self, "files")
        return [upload for row in rows for upload in (row.upload, row.accessible) if upload]

    @property
    def extensions(self) -> list[str]:
        """The types of its files, each once."""
        return list(dict.fromkeys(row.upload.extension for row in rows_of(self, "files")))

    @property
    def face(self) -> list[str]:
        """What a hit of the search says of it: what it is, the types of its files, what it takes and what it may."""
        said = [self.get_kind_display(), ", ".join(self.extensions).upper(), self.get_time_display(), self.licence_name]
        outdated = [self.get_status_display()] if self.is_outdated else []
        return [str(words) for words in (*outdated, *said) if words]

    def facets(self) -> dict[str, tuple[str, ...]]:
        said = {"resource": self.kind, "time": self.time, "licence": self.licence}
        facets = {name: (value,) for name, value in said.items() if value}
        return {**facets, "file": tuple(self.extensions), "step": (str(self.step_id),) if self.step_id else ()}

    @classmethod
    def searchable(cls) -> Any:
        return with_downloads(super().searchable())

    def times_used(self) -> int:
        return uses_of(self)

    def used_in_words(self, number: int) -> str:
        return ngettext("Fetched or used once", "Fetched or used %(number)s times", number) % {"number": number}

    def names_to_find(self) -> list[str]:
        return [self.owner, *super().names_to_find()]


class ResourceFile(Orderable):
    """A file, and how everyone can read it: another version of it, or a word on why there is none."""

    resource = ParentalKey("cases.Resource", on_delete=models.CASCADE, related_name="files")
    upload = models.ForeignKey("images.Upload", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    accessible = models.ForeignKey("images.Upload", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.CharField(_("how accessible it is"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title


class ResourceVersion(models.Model):
    """What was published once, under an address that lasts: the content of that day, and who saw it then."""

    resource = models.ForeignKey("cases.Resource", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    audience = AudienceField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="cases_version_number_once"),
            audience_constraint("cases_version_audience"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:version", args=[self.resource_id, self.resource.slug or "-", self.number])


class Downloads(models.Model):
    """How often the files of a resource were fetched on a day. Nothing is known of who did."""

    resource = models.ForeignKey("cases.Resource", on_delete=models.CASCADE, related_name="downloads")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "day"], name="cases_downloads_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"
