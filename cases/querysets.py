from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast
from wagtail.models import Revision

from community.access.querysets import M
from community.access.viewer import Viewer
from community.publishing.hanging import hanging
from community.publishing.models import ReviewState
from community.publishing.querysets import PublicationQuerySet

NEWEST_FIRST = ("-first_published_at", "-pk")


class ContributionQuerySet(PublicationQuerySet[M]):
    def listed_for(self, viewer: Viewer) -> Self:
        """What a list shows the viewer, newest first, with what a row shows of each: nothing that is archived."""
        rows = self.visible_to(viewer).current().select_related("municipality__county").prefetch_related("themes")
        return rows.order_by(*NEWEST_FIRST)

    def with_schedule(self) -> Self:
        """With `goes_live_at`: when the text, or a change to what is published, is published by itself."""
        waiting = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model),
            object_id=Cast(OuterRef("pk"), CharField()),
            approved_go_live_at__isnull=False,
        )
        return self.annotate(goes_live_at=Subquery(waiting.values("approved_go_live_at")[:1]))

    def known_to_the_desk(self, viewer: Viewer) -> Self:
        """What an editor may read the case of: sent in and not taken back, or ever published."""
        if not viewer.is_editor:
            return self.none()
        come = Q(submitted_at__isnull=False) | Q(first_published_at__isnull=False)
        return self.editable_by(viewer).filter(come, audience__in=viewer.keys)

    def waiting_for_their_author(self) -> Self:
        """Sent back with remarks, or with a proposal to answer."""
        return self.filter(Q(review_state=ReviewState.SENT_BACK) | Q(proposals__state="pending")).distinct()

    def of_colleagues(self, viewer: Viewer) -> Self:
        """What others in the municipality of a project leader are at, and the leader may go on with: drafts, what
        waits for an editor, and changes to what is published."""
        here = self.editable_by(viewer).filter(
            municipality_id=viewer.municipality_id or 0, network_id__in=viewer.project_network_ids
        )
        under_way = Q(live=False) | Q(has_unpublished_changes=True) | ~Q(review_state=ReviewState.NONE)
        return here.filter(under_way).exclude(author_id=viewer.user_id)

    def sent_back_by_the_desk(self, viewer: Viewer) -> Self:
        """What editors have sent back, and wait for the author to mend; `sent_back_at` is when."""
        waiting = self.editable_by(viewer).filter(review_state=ReviewState.SENT_BACK)
        return waiting.annotate(sent_back_at=Max("remarks__created_at")).order_by("submitted_at")

    def whole(self) -> Self:
        """With all that the page of one shows: a fixed number of queries, however much there is of each."""
        rows = self.select_related("municipality__county", "network", "author")
        return rows.prefetch_related("themes", self._rows("tagged_items", "tag"))

    def _rows(self, name: str, *of: str) -> "Prefetch[str]":
        return hanging(self.model, name, *of, as_list=False)


class ExperienceQuerySet(ContributionQuerySet[M]):
    def with_files(self) -> Self:
        """With the rows of its pictures and files."""
        return self.prefetch_related(self._rows("pictures", "upload"), self._rows("files", "upload"))

    def whole(self) -> Self:
        return super().whole().prefetch_related("measures").with_files()


class ResourceQuerySet(ContributionQuerySet[M]):
    def listed_for(self, viewer: Viewer) -> Self:
        """As every list, with the types of the files."""
        return super().listed_for(viewer).with_files()

    def with_files(self) -> Self:
        """With the rows of its files."""
        return self.prefetch_related(self._rows("files", "upload", "accessible"))

    def whole(self) -> Self:
        return super().whole().select_related("step__model").with_files()
