"""The way of a case so far, and what changed in it since an editor saw it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from community.text.diff import Change

from .contents import changes, contents
from .models import Experience


@dataclass(frozen=True)
class Step:
    knot: str
    name: str
    at: datetime | None = None


def steps(experience: Experience) -> list[Step]:
    """Written, sent in, sent back, sent in again …, and publishing, which is still to come."""
    shown = [Step("used", _("Written"), experience.created_at)]
    for task in _tasks(experience):
        shown.append(Step("used", _("Sent in"), task.started_at))
        if task.status == TaskState.STATUS_REJECTED:
            shown.append(Step("used", _("Sent back"), task.finished_at))
    return [*shown, Step("open", _("Published"))]


@dataclass(frozen=True)
class Since:
    """What has changed since an editor saw it, and the names of the fields that stand as they were."""

    changed: list[tuple[str, list[Change]]]
    same: list[str]


def changes_since_seen(experience: Experience) -> Since | None:
    """Field by field, since it was sent back; the first time, since what is published; else nothing."""
    seen, now = _last_seen(experience), experience.get_latest_revision_as_object()
    if seen is None:
        return None
    changed = changes(seen, now)
    named = {name for name, _pieces in changed}
    return Since(changed, [part.label for part in contents(now) if part.text and part.label not in named])


def _last_seen(experience: Experience) -> Any:
    rejected = [task for task in _tasks(experience) if task.status == TaskState.STATUS_REJECTED]
    if rejected:
        return rejected[-1].revision.as_object()
    return experience if experience.live else None


def _tasks(experience: Experience) -> list[TaskState]:
    return list(
        TaskState.objects.filter(workflow_state__in=experience.workflow_states.all())
        .select_related("revision")
        .order_by("started_at", "pk")
    )
