"""What people are told of on the site about experiences. `tell` writes the mails of the same occasions."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.access.viewer import Viewer
from community.networks.models import PLATFORM_ROLES, Role
from community.notifications.kinds import NoticeKind, Told, register
from community.notifications.models import Event

from .address import address_of
from .models import Contribution, Experience, Resource
from .policy import Action, actions

WAITS, SENT_BACK, PUBLISHED, PROPOSED = "cases.waits", "cases.sent_back", "cases.published", "cases.proposed"
APPROVED = "cases.approved"
REASONS = {"author": _("You wrote it"), "editor": _("You are an editor")}


def review_of(contribution: Contribution) -> str:
    """The group of what editors are told of one contribution."""
    return f"review{contribution.ROUTE_SUFFIX}:{contribution.pk}"


def own_text(contribution: Contribution) -> str:
    """The group of what its author is told."""
    return f"{contribution.KIND}:{contribution.pk}"


def register_kinds() -> None:
    register(_kind(WAITS, _("Experiences that wait for an editor"), _editors, _editor_sees, _waits))
    register(_kind(SENT_BACK, _("Remarks on your experiences"), _author, _author_sees, _sent_back))
    register(_kind(APPROVED, _("Your experiences that are approved"), _author, _author_sees, _approved))
    register(_kind(PUBLISHED, _("Your experiences that are published"), _author, _author_sees, _published))
    register(_kind(PROPOSED, _("Proposals for your texts"), _author, _author_sees, _proposed))


def _kind(
    name: str,
    label: object,
    recipients: Callable[[Event], Iterable[tuple[int, str]]],
    visible: Callable[[Event, Viewer], bool],
    told: Callable[[Event], Told],
) -> NoticeKind:
    return NoticeKind(name, label, recipients, visible, told, _load, reasons=REASONS, mails=False)


def _load(events: Sequence[Event]) -> Mapping[int, Contribution]:
    """A query for each kind of contribution that was told of."""
    found: dict[int, Contribution] = {}
    for model in (Experience, Resource):
        told = [event for event in events if event.subject_type == model._meta.label_lower]
        rows = model.objects.select_related("network").in_bulk({event.subject_id for event in told}) if told else {}
        found |= {event.pk: rows[event.subject_id] for event in told if event.subject_id in rows}
    return found


def _editors(event: Event) -> Iterable[tuple[int, str]]:
    roles = Role.objects.in_force().filter(kind__in=PLATFORM_ROLES)
    return ((pk, "editor") for pk in roles.order_by("user").values_list("user", flat=True).distinct())


def _author(event: Event) -> Iterable[tuple[int, str]]:
    return [(event.subject.author_id, "author")]


def _editor_sees(event: Event, viewer: Viewer) -> bool:
    return viewer.is_editor and Action.VIEW in actions(viewer, event.subject)


def _author_sees(event: Event, viewer: Viewer) -> bool:
    return viewer.user_id == event.subject.author_id and Action.VIEW in actions(viewer, event.subject)


def _waits(event: Event) -> Told:
    at = address_of("home:desk_case", event.subject)
    return Told(gettext("Sent in for review: %(title)s") % _title(event), url=at, group=review_of(event.subject))


def _sent_back(event: Event) -> Told:
    at = address_of("cases:edit", event.subject)
    return Told(gettext("An editor has a remark: %(title)s") % _title(event), url=at, group=own_text(event.subject))


def _approved(event: Event) -> Told:
    at = address_of("cases:edit", event.subject)
    return Told(gettext("Approved: %(title)s") % _title(event), url=at, group=own_text(event.subject))


def _published(event: Event) -> Told:
    at = event.subject.get_absolute_url()
    return Told(gettext("Published: %(title)s") % _title(event), url=at, group=own_text(event.subject))


def _proposed(event: Event) -> Told:
    at = address_of("cases:proposals", event.subject)
    return Told(gettext("A proposal for your text: %(title)s") % _title(event), url=at, group=own_text(event.subject))


def _title(event: Event) -> dict[str, str]:
    return {"title": event.subject.title or gettext("Without a title")}
