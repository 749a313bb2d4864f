from typing import Self

from django.db.models import Q

from community.access.querysets import M, VisibleQuerySet
from community.access.viewer import Viewer


class PublicationQuerySet(VisibleQuerySet[M]):
    """The four ways to read a publication: `visible_to`, `written_by`, `editable_by`, `awaiting_review_by`."""

    def written_by(self, viewer: Viewer) -> Self:
        """The viewer's own, drafts too."""
        return self.filter(author_id=viewer.user_id) if viewer.user_id else self.none()

    def editable_by(self, viewer: Viewer) -> Self:
        """What the viewer may see the draft of: their own; as project leader their municipality's; as editor what was
        sent in and not taken back, or was ever published, in an audience of theirs.

        What they may do with it the policy says: an editor judges and proposes, and changes no words. That the policy
        means the same rows, a test holds for every state and role.
        """
        if viewer.is_anonymous:
            return self.none()
        mine = Q(author_id=viewer.user_id)
        if viewer.project_network_ids and viewer.municipality_id:
            mine |= Q(
                network_id__in=viewer.project_network_ids,
                municipality_id=viewer.municipality_id,
                audience__in=viewer.keys,
            )
        if viewer.is_editor:
            mine |= Q(submitted_at__isnull=False, audience__in=viewer.keys)
            mine |= Q(first_published_at__isnull=False, audience__in=viewer.keys)
        return self.filter(mine)

    def awaiting_review_by(self, viewer: Viewer) -> Self:
        """The desk: what was sent in and waits for an editor."""
        if not viewer.is_editor:
            return self.none()
        return self.filter(review_state="submitted", audience__in=viewer.keys)

    def within_reach_of(self, viewer: Viewer) -> Self:
        """Two of the four at once: what the viewer may see the draft of, or has to judge. Wagtail's lists show this."""
        return (self.editable_by(viewer) | self.awaiting_review_by(viewer)).distinct()

    def current(self) -> Self:
        """Without what is archived: lists show these, addresses serve both."""
        return self.filter(archived_at__isnull=True)
