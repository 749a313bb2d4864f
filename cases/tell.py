"""Who is told what, by mail and among their notices. Each mail asks the one rule again: nobody is told of what they may
not see."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse

from community.access.viewer import viewer_for
from community.members.mail import send_templated
from community.members.models import User
from community.networks.models import PLATFORM_ROLES, Role
from community.notifications.events import record

from . import notices
from .models import Experience, Proposal, Remark
from .policy import Action, actions


def editors_that_it_waits(experience: Experience, *, task_id: int) -> None:
    record(notices.WAITS, experience, by=experience.author, task=task_id)
    roles = Role.objects.in_force().filter(kind__in=PLATFORM_ROLES)
    for editor in User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk=experience.author_id):
        if Action.APPROVE in actions(viewer_for(editor), experience):
            _send(editor, "waits", experience, task_id, _to("home:desk_case", experience))


def author_that_it_came_back(experience: Experience, remarks: list[Remark], *, task_id: int) -> None:
    record(notices.SENT_BACK, experience, by=remarks[0].by if remarks else None, task=task_id)
    first = next((f"#id_{remark.field}" for remark in remarks if remark.field), "")
    said = {"remarks": remarks, "beside_fields": bool(first)}
    _send(experience.author, "sent_back", experience, task_id, _to("cases:edit", experience, first), **said)


def author_that_it_is_published(experience: Experience) -> None:
    record(notices.PUBLISHED, experience, by=None)
    when = experience.last_published_at
    _send(experience.author, "published", experience, when and when.isoformat(), experience.get_absolute_url)


def author_that_it_is_approved(experience: Experience, at: datetime) -> None:
    """It waits for its hour. When that comes, its author is told that it is published."""
    record(notices.APPROVED, experience, by=None)
    _send(experience.author, "approved", experience, at.isoformat(), _to("cases:edit", experience))


def author_of_a_proposal(proposal: Proposal) -> None:
    experience = proposal.experience
    record(notices.PROPOSED, experience, by=proposal.by, proposal=proposal.pk)
    _send(experience.author, "proposed", experience, proposal.pk, _to("cases:proposals", experience))


def _to(url_name: str, experience: Experience, place: str = "") -> Callable[[], str]:
    return lambda: reverse(url_name, args=[experience.pk]) + place


def _send(
    to: User, what: str, experience: Experience, occasion: int | str | None, link: Callable[[], str], **said: object
) -> None:
    """One mail an occasion: the key makes a second one for the same person and occasion the same mail."""
    if Action.VIEW in actions(viewer_for(to), experience):
        key = f"experience:{what}:{experience.pk}:{occasion}"
        send_templated(to, f"experience_{what}", {"experience": experience, **said}, key, link)
