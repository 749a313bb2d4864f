from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, get_upload_to
from wagtail.images.models import Image as WagtailImage

from community.access.audience import PUBLIC, AudienceField, audience_constraint

from .fields import DrawnPictureField
from .presets import ADMIN_SPECS, PAGE_SPECS


class Picture(AbstractImage):
    """A picture of the editors' library. Its audience key is asked wherever the picture or a rendition is served."""

    # As in Wagtail's own model, but for the kind of the first; it must stand before the two that it fills in.
    file = DrawnPictureField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    width = models.IntegerField(editable=False)
    height = models.IntegerField(editable=False)
    audience = AudienceField(default=PUBLIC)
    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )

    admin_form_fields: ClassVar[tuple[str, ...]] = (*WagtailImage.admin_form_fields, "alt_text", "audience")

    class Meta(AbstractImage.Meta):
        constraints = [audience_constraint("images_picture_audience", rooms=False)]

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:
        """Where Wagtail's admin leads to the whole picture, it leads to the largest size that readers get."""
        spec = filter if isinstance(filter, str) else filter.spec
        return super().get_rendition(PAGE_SPECS[0] if spec == "original" else filter)

    def generate_rendition_file(self, filter: Filter, **kwargs: Any) -> Any:
        """Draw one of the named sizes, and no other: whoever asks for a thousand gets none."""
        if filter.spec not in {*PAGE_SPECS, *ADMIN_SPECS}:
            raise InvalidFilterSpecError(f"{filter.spec} is none of the sizes in community/images/presets.py")
        drawn = super().generate_rendition_file(filter, **kwargs)
        with drawn.open():
            return ContentFile(drawn.read(), name=drawn.name)

    def draw(self) -> None:
        """Make the sizes that pages show, so that none is made while a page renders."""
        self.get_renditions(*PAGE_SPECS)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="images_rendition_by_file")]


class LibraryDocument(AbstractDocument):
    """A document of the editors' library (a model called Document would clash with Wagtail's)."""

    audience = AudienceField(default=PUBLIC)

    admin_form_fields: ClassVar[tuple[str, ...]] = (*WagtailDocument.admin_form_fields, "audience")

    class Meta(AbstractDocument.Meta):
        constraints = [audience_constraint("images_document_audience", rooms=False)]


class UploadKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    FILE = "file", _("file")


def upload_path(upload: "Upload", filename: str) -> str:
    return f"uploads/{upload.key.hex[:2]}/{upload.key.hex}/original.{upload.extension}"


class Upload(models.Model):
    """A member's file. It belongs to one thing (whose room holds the relation) and takes that thing's audience.

    The file lies in private storage; the view that serves it belongs to the room of the thing, and asks.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=UploadKind.choices)
    name = models.CharField(max_length=150)
    extension = models.CharField(max_length=8)
    content_type = models.CharField(max_length=100)
    file = models.FileField(upload_to=upload_path, max_length=200)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class TextState(models.TextChoices):
    WAITS = "waits", _("The search has not read it yet")
    READ = "read", _("Found by its text too")
    CUT = "cut", _("So long that the search reads its beginning only")
    EMPTY = "empty", _("Holds no text that the search can read: pictures of text, perhaps")
    LOCKED = "locked", _("Needs a password, so the search cannot read it")
    UNREADABLE = "unreadable", _("The search cannot read it: it is damaged, or too large")


class FileText(models.Model):
    """The text in a file, for the search. It has no audience: who sees the thing that the file belongs to finds it."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="text")
    state = models.CharField(max_length=10, choices=TextState.choices, default=TextState.WAITS)
    text = models.TextField(blank=True)
    begun_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waits"), name="images_text_waits")]

    def __str__(self) -> str:
        return f"{self.upload}: {self.get_state_display()}"
