"""A kind of notice about experiences, told to whomever the test says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.models import Experience
from cases.policy import Action, actions
from community.access.viewer import Viewer
from community.members.models import User
from community.notifications import kinds
from community.notifications.events import record
from community.notifications.fan_out import pick_up
from community.notifications.kinds import NoticeKind, Told
from community.notifications.models import Event

PROBE = "probe.happened"
REASONS = {"follow": "Because of the probe", "mention": "Because the probe means you"}


def load(events: Sequence[Event]) -> Mapping[int, Any]:
    found = Experience.objects.select_related("network").in_bulk({event.subject_id for event in events})
    return {event.pk: found[event.subject_id] for event in events if event.subject_id in found}


def visible(event: Event, viewer: Viewer) -> bool:
    return Action.VIEW in actions(viewer, event.subject)


def told(event: Event) -> Told:
    about = event.subject
    group = f"experience:{about.pk}"
    return Told(f"Nytt svar: {about.title}", [about.need], about.get_absolute_url(), group, about.language)


def everyone(_event: Event) -> Iterable[tuple[int, str]]:
    return ((pk, "follow") for pk in User.objects.order_by("pk").values_list("pk", flat=True))


@contextmanager
def a_kind(name: str = PROBE, **fields: Any) -> Iterator[NoticeKind]:
    """Registered for as long as the test runs."""
    kind = NoticeKind(
        **{
            "name": name,
            "label": _("Replies"),
            "recipients": everyone,
            "visible": visible,
            "told": told,
            "load": load,
            "several": lambda event, count: f"{count} nye svar: {event.subject.title}",
            "reasons": REASONS,
            **fields,
        }
    )
    before = kinds._kinds.get(name)
    kinds.register(kind)
    try:
        yield kind
    finally:
        del kinds._kinds[name]
        if before:
            kinds.register(before)


def it_happened(subject: Any, *, by: User | None = None, kind: str = PROBE, told: bool = True) -> Event:
    """Something happened, and the worker has been there."""
    with transaction.atomic():
        event = record(kind, subject, by=by)
    if told:
        pick_up()
    return event
