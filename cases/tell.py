"""Who is told what, by mail and among their notices. Each mail asks the one rule again: nobody is told of what they may
not see."""

from collections.abc import Callable
from datetime import datetime

from community.access.viewer import viewer_for
from community.members.mail import send_templated
from community.members.models import User
from community.networks.models import PLATFORM_ROLES, Role
from community.notifications.events import record

from . import notices
from .address import address_of
from .models import Contribution, Proposal, Remark
from .policy import Action, actions


def editors_that_it_waits(contribution: Contribution, *, task_id: int) -> None:
    record(notices.WAITS, contribution, by=contribution.author, task=task_id)
    roles = Role.objects.in_force().filter(kind__in=PLATFORM_ROLES)
    for editor in User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk=contribution.author_id):
        if Action.APPROVE in actions(viewer_for(editor), contribution):
            _send(editor, "waits", contribution, task_id, _to("home:desk_case", contribution))


def author_that_it_came_back(contribution: Contribution, remarks: list[Remark], *, task_id: int) -> None:
    record(notices.SENT_BACK, contribution, by=remarks[0].by if remarks else None, task=task_id)
    first = next((f"#id_{remark.field}" for remark in remarks if remark.field), "")
    said = {"remarks": remarks, "beside_fields": bool(first)}
    _send(contribution.author, "sent_back", contribution, task_id, _to("cases:edit", contribution, first), **said)


def author_that_it_is_published(contribution: Contribution) -> None:
    record(notices.PUBLISHED, contribution, by=None)
    when = contribution.last_published_at
    _send(contribution.author, "published", contribution, when and when.isoformat(), contribution.get_absolute_url)


def author_that_it_is_approved(contribution: Contribution, at: datetime) -> None:
    """It waits for its hour. When that comes, its author is told that it is published."""
    record(notices.APPROVED, contribution, by=None)
    _send(contribution.author, "approved", contribution, at.isoformat(), _to("cases:edit", contribution))


def author_of_a_proposal(proposal: Proposal) -> None:
    contribution = proposal.contribution
    record(notices.PROPOSED, contribution, by=proposal.by, proposal=proposal.pk)
    _send(contribution.author, "proposed", contribution, proposal.pk, _to("cases:proposals", contribution))


def _to(url_name: str, contribution: Contribution, place: str = "") -> Callable[[], str]:
    return lambda: address_of(url_name, contribution) + place


def _send(
    to: User, what: str, contribution: Contribution, occasion: int | str | None, link: Callable[[], str], **said: object
) -> None:
    """One mail an occasion: the key makes a second one for the same person and occasion the same mail."""
    if Action.VIEW in actions(viewer_for(to), contribution):
        key = f"{contribution.KIND}:{what}:{contribution.pk}:{occasion}"
        send_templated(to, f"contribution_{what}", {"contribution": contribution, **said}, key, link)
