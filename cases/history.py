"""The way of a case so far, act by act, and what has changed in it since it was last published or reviewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry as logs
from wagtail.models import Revision, TaskState

from community.text.diff import Change

from .contents import changes, contents
from .models import Contribution, Proposal, ProposalState
from .retire import ARCHIVED, RESTORED

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")
SCHEDULED = "wagtail.publish.schedule"
TAKEN_BACK = "wagtail.workflow.cancel"
ACTS: dict[str, Promise] = {
    "wagtail.workflow.start": gettext_lazy("Sent in"),
    "wagtail.workflow.resume": gettext_lazy("Sent in"),
    "wagtail.workflow.reject": gettext_lazy("Sent back"),
    TAKEN_BACK: gettext_lazy("Taken back"),
    "wagtail.publish": gettext_lazy("Published"),
    "wagtail.publish.scheduled": gettext_lazy("Published, as scheduled"),
    SCHEDULED: gettext_lazy("Scheduled"),
    "wagtail.schedule.cancel": gettext_lazy("Schedule cancelled"),
    "wagtail.unpublish": gettext_lazy("Taken off the site"),
    "wagtail.unpublish.scheduled": gettext_lazy("Taken off the site, as scheduled"),
    ARCHIVED: gettext_lazy("Archived"),
    RESTORED: gettext_lazy("Put back in the lists"),
}
"""What the log says that befell it, in the words of the desk. What is saved in between is no act."""
ANSWERS: dict[str, Promise] = {
    ProposalState.ACCEPTED: gettext_lazy("Proposal accepted"),
    ProposalState.DECLINED: gettext_lazy("Proposal declined"),
    ProposalState.OUTDATED: gettext_lazy("Proposal lapsed: the text was changed"),
    ProposalState.WITHDRAWN: gettext_lazy("Proposal taken back"),
}
AT_ONCE = timedelta(seconds=5)


@dataclass(frozen=True)
class Step:
    """An act: what, when and by whom. What is still to come has no time."""

    knot: str
    name: str
    at: datetime | None = None
    by: str = ""


def steps(contribution: Contribution) -> list[Step]:
    """Written, and each act since, the newest last; then publishing, where that is still to come."""
    written = Step("used", _("Written"), contribution.created_at, contribution.author_name)
    acts = sorted(
        [*_logged(contribution), *_proposed(contribution)], key=lambda step: step.at or contribution.created_at
    )
    done = contribution.live and not contribution.review_state
    return [written, *acts] if done else [written, *acts, Step("open", _("Published"))]


def _logged(contribution: Contribution) -> Iterator[Step]:
    found = logs.get_logs_for_instance(contribution).filter(action__in=ACTS).select_related("user")
    entries = list(found.order_by("timestamp", "pk"))
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        if not _is_part_of(entry, following):
            yield Step("used", str(ACTS[entry.action]), entry.timestamp, entry.user.name if entry.user else "")


def _is_part_of(entry: Any, following: Any) -> bool:
    """An editor who publishes in the admin ends the review with it, which the log calls a cancelling of its own."""
    return (
        entry.action == TAKEN_BACK
        and following is not None
        and following.action in {*PUBLISHED, SCHEDULED}
        and following.user_id == entry.user_id
        and following.timestamp - entry.timestamp < AT_ONCE
    )


def _proposed(contribution: Contribution) -> Iterator[Step]:
    for proposal in contribution.proposals.select_related("by", "decided_by"):
        yield Step("used", _("Another wording proposed"), proposal.created_at, proposal.by.name)
        if proposal.decided_at:
            yield Step("used", str(ANSWERS[proposal.state]), proposal.decided_at, _answered_by(proposal))


def _answered_by(proposal: Proposal) -> str:
    return proposal.decided_by.name if proposal.decided_by else ""


@dataclass(frozen=True)
class Since:
    """What has changed since it was last published (else reviewed), and the fields that stand as they were."""

    published: bool
    at: datetime | None
    changed: list[tuple[str, list[Change]]]
    same: list[str]


def changes_since_seen(contribution: Contribution) -> Since | None:
    """Field by field, since what was last published; never published, since it was sent back; else nothing."""
    seen, at, published = _last_seen(contribution)
    if seen is None:
        return None
    now = contribution.get_latest_revision_as_object()
    changed = changes(seen, now)
    named = {name for name, _pieces in changed}
    same = [part.label for part in contents(now) if part.text and part.label not in named]
    return Since(published, at, changed, same)


def _last_seen(contribution: Contribution) -> tuple[Any, datetime | None, bool]:
    if contribution.live:
        return contribution, contribution.last_published_at, True
    if before := _last_published(contribution):
        return before.as_object(), contribution.last_published_at, True
    rejected = (
        TaskState.objects.filter(
            workflow_state__in=contribution.workflow_states.all(), status=TaskState.STATUS_REJECTED
        )
        .select_related("revision")
        .order_by("started_at", "pk")
        .last()
    )
    return (rejected.revision.as_object(), rejected.finished_at, False) if rejected else (None, None, False)


def _last_published(contribution: Contribution) -> Revision | None:
    """The version that stood on the site, of what has been taken off it since."""
    published = logs.get_logs_for_instance(contribution).filter(action__in=PUBLISHED, revision__isnull=False)
    last = published.select_related("revision").order_by("timestamp", "pk").last()
    return last.revision if last else None
