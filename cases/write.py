"""Writing: a draft is begun once and saved often. One row, one revision a sitting; two tabs cannot overwrite."""

from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import TaskState

from community.access.audience import network_key
from community.members.models import User
from community.networks.models import Network

from .contents import same
from .models import Contribution, Experience

if TYPE_CHECKING:
    from wagtail.models import Revision


C = TypeVar("C", bound=Contribution)

FIRST = 1
"""The version of a draft that was saved once."""


class ChangedMeanwhileError(Exception):
    """Somebody saved the draft after the writer had opened it. `theirs` is what they saved."""

    def __init__(self, theirs: Contribution) -> None:
        super().__init__(theirs.version)
        self.theirs = theirs


def a_new_one(network: Network, *, by: User, of: type[Any] = Experience) -> Any:
    """One of a kind that is not saved yet, with the writer's name, function and municipality of today; its network
    alone may see it until the writer chooses."""
    draft = of(network=network, audience=network_key(network.pk), live=False)
    return draft.sign(by, "nn" if by.language == "nn" else "nb")


def as_written(contribution: C) -> C:
    """The contribution with its draft's texts: the latest revision's, under the row's own state."""
    written: C = contribution.get_latest_revision_as_object()
    return written


def begun_with(key: UUID, *, by: User, of: type[C]) -> C | None:
    """The draft that this person began with a key, if they did."""
    found: C | None = of.objects.filter(author=by, idempotency_key=key).first()
    return found


def begin(draft: C, *, key: UUID, by: User) -> C:
    """Save a new draft. The same key again (a double click) gives the draft that it gave the first time, with the text
    that came last in it. Raises ChangedMeanwhileError where that draft has been written on since."""
    if begun := begun_with(key, by=by, of=type(draft)):
        return _go_on(begun, draft, by=by)
    draft.idempotency_key = key
    draft.version = FIRST
    try:
        with transaction.atomic():
            draft.save()
            draft.save_revision(user=by, clean=False, log_action="wagtail.create")
    except IntegrityError:
        # The other click was faster by a hair: the key is unique in the database.
        begun = begun_with(key, by=by, of=type(draft))
        if begun is None:
            raise
        return _go_on(begun, draft, by=by)
    return draft


def _go_on(begun: C, typed: C, *, by: User) -> C:
    """What was typed, in the draft that the same page had begun already."""
    draft: C = as_written(begun).with_content_json(typed.serializable_data())
    return save_draft(draft, expected_version=FIRST, by=by)


@transaction.atomic
def save_draft(draft: C, *, expected_version: int, by: User) -> C:
    """Keep what is written now. What is published stays as it is until an editor has approved the change.

    Raises ChangedMeanwhileError where somebody saved another text since the writer's `expected_version`. Where what
    they saved is the same (an answer was lost on its way), it is saved already.
    """
    rows = type(draft).objects
    claimed = rows.filter(pk=draft.pk, version=expected_version).update(version=F("version") + 1)
    if not claimed:
        theirs: C = as_written(rows.get(pk=draft.pk))
        if same(theirs, draft):
            return theirs
        raise ChangedMeanwhileError(theirs)
    draft.version = expected_version + 1
    _let_go_of_times_that_have_passed(draft)
    if not draft.live:
        draft.save()
    sitting = _own_open_revision(draft, by)
    # Logged once a sitting, not every two seconds: the admin's history leads to each revision from there.
    draft.save_revision(user=by, clean=False, overwrite_revision=sitting, log_action=sitting is None)
    return draft


def _let_go_of_times_that_have_passed(draft: Contribution) -> None:
    """Written on after its time was over, it would else be taken off the site in the minute that it is published."""
    now = timezone.now()
    if draft.expire_at and draft.expire_at < now:
        draft.expire_at = None
    if draft.go_live_at and draft.go_live_at < now:
        draft.go_live_at = None


def _own_open_revision(draft: Contribution, by: User) -> "Revision | None":
    """The latest revision, where it is the same writer's and nothing rests on it: not published, nor about to be,
    never sent in."""
    latest = draft.latest_revision
    if latest is None or latest.user_id != by.pk or latest.pk == draft.live_revision_id or latest.approved_go_live_at:
        return None
    return None if TaskState.objects.filter(revision=latest).exists() else latest
