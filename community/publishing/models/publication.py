from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from community.access.audience import AudienceField

from ..querysets import PublicationQuerySet
from .authored import Authored


class ReviewState(models.TextChoices):
    NONE = "", _("not in review")
    SUBMITTED = "submitted", _("waits for an editor")
    SENT_BACK = "sent_back", _("sent back")


class Publication(
    Authored, PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel
):  # fmt: skip
    """What members write and editors publish: drafts, revisions and review by Wagtail, who may see by audience key.

    A row that is live holds what is published, and its latest revision what is being written; a row that never was
    live holds the draft. `version` counts every save of the draft, so that two tabs cannot overwrite each other.
    """

    title = models.CharField(_("title"), max_length=150)
    audience = AudienceField()
    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    idempotency_key = models.UUIDField(unique=True, null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    review_state = models.CharField(_("review"), max_length=10, choices=ReviewState.choices, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    archived_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    wagtail_reference_index_ignore = True
    """Wagtail's lists of what is used where give every title to every editor, drafts and closed circles too."""

    ABOUT_THE_ROW = (
        "author", "author_name", "author_function", "municipality", "municipality_name", "network",
        "idempotency_key", "version",
        "created_at", "review_state", "submitted_at", "reviewer", "archived_at", "last_published_at", "live_revision",
        "locked", "locked_at", "locked_by",
    )  # fmt: skip
    """Columns that belong to the thing as a whole and are never kept in a revision."""

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A row of the database comes by position and brings no children: to look for some takes longer than the rest.
        if kwargs:
            super().__init__(*args, **kwargs)
        else:
            super(ClusterableModel, self).__init__(*args)

    def __str__(self) -> str:
        return self.title

    @classmethod
    def column(cls, name: str) -> "models.Field[Any, Any]":
        """One of its own fields, by name; a relation from elsewhere is none."""
        field = cls._meta.get_field(name)
        if not isinstance(field, models.Field):
            raise LookupError(name)
        return field

    @property
    def days_waiting(self) -> int:
        """Days of the calendar since it was sent in, as whoever reads a date beside it counts them."""
        return (timezone.localdate() - timezone.localdate(self.submitted_at)).days if self.submitted_at else 0

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def in_archived_network(self) -> bool:
        """Whether its network is archived, so that nothing new is written in it. Wants the network at hand."""
        return self.network is not None and self.network.is_read_only

    def serializable_data(self) -> dict[str, Any]:
        """What a revision keeps: nothing of the row as a whole, so that a name taken away there is gone everywhere."""
        kept: dict[str, Any] = super().serializable_data()
        return {name: value for name, value in kept.items() if name not in self.ABOUT_THE_ROW}

    def with_content_json(self, content: dict[str, Any]) -> "Publication":
        obj = super().with_content_json(content)
        for name in self.ABOUT_THE_ROW:
            attname = self.column(name).attname
            setattr(obj, attname, getattr(self, attname))
        return obj

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision, effects included, or nothing at all (Wagtail alone has no transaction here)."""
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)
