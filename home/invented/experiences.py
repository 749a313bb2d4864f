"""The demo's experiences, on the day that each was written, in the state that each is in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import registry as logs
from wagtail.models import Revision, TaskState

from cases.attach import attach
from cases.models import Experience, Measure
from cases.retire import archive
from cases.review import send_back
from cases.submit import submit
from cases.write import a_new_one, begin
from community.access.audience import network_key
from community.images.pictures import prepare_picture
from community.members.models import User
from community.networks.models import Network, Theme
from community.notifications.models import OutgoingMail
from community.places.models import Municipality
from community.publishing.registry import changed

from .files import DEMO, identity, moment, read

TEXTS = (
    "title", "language", "summary", "need", "action", "happened", "not_worked", "goal", "hypothesis", "trial_who",
    "trial_duration", "observation", "decision", "conditions", "otherwise", "again", "cost", "working_time",
    "time_to_effect",
)  # fmt: skip
EDITOR = "ed-nb"


def by_key() -> dict[str, Experience]:
    """Those that are loaded, by the key that the other files name them by."""
    keys = {identity("experience", row["key"]): row["key"] for row in read("experiences")}
    return {keys[it.idempotency_key]: it for it in Experience.objects.filter(idempotency_key__in=keys)}


def load_experiences(network: Network, people: dict[str, User]) -> int:
    """Add those that are missing; how many. What is there already stays as it is, edited or not."""
    standing = by_key()
    missing = [row for row in read("experiences") if row["key"] not in standing]
    if missing:
        places = Municipality.objects.in_bulk([row["municipality"] for row in missing], field_name="number")
        themes = Theme.objects.in_bulk(field_name="slug")
        for row in missing:
            draft = _draft(row, network, people[row["author"]], places[row["municipality"]])
            _load(draft, row, themes, people)
    return len(missing)


def _draft(row: dict[str, Any], network: Network, author: User, municipality: Municipality) -> Experience:
    draft = a_new_one(network, by=author)
    for name in TEXTS:
        setattr(draft, name, row[name] or "")
    draft.municipality, draft.municipality_name = municipality, row["municipality_name"]
    draft.audience = network_key(network.pk) if row["audience"] == "network" else row["audience"]
    draft.measures = [Measure(**_figures(measure), sort_order=place) for place, measure in enumerate(row["measures"])]
    return draft


@contextmanager
def untold() -> Iterator[None]:
    """What is said to have happened years ago is not told by mail today; what waits on the desk is."""
    last = OutgoingMail.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    OutgoingMail.objects.filter(pk__gt=last).delete()


@transaction.atomic
def _load(draft: Experience, row: dict[str, Any], themes: dict[str, Theme], people: dict[str, User]) -> None:
    author = draft.author
    draft.themes = [themes[slug] for slug in row["themes"]]
    draft.tags.set(row["tags"])
    if picture := row["picture"]:
        path = DEMO / picture["file"]
        with path.open("rb") as file:
            chosen = prepare_picture(File(file, path.name))
        words = {"new_picture": chosen, "new_picture_alt": picture[f"alt_{row['language']}"]}
        attach(draft, words, by=author)
    begin(draft, key=identity("experience", row["key"]), by=author)
    BECOMES[row["state"]](draft, row, people)
    _date(Experience.objects.get(pk=draft.pk), row)


def _figures(measure: dict[str, Any]) -> dict[str, Any]:
    """Figures as a form would give them; a float has more digits than its municipality wrote."""
    figures = {name: Decimal(str(measure[name])) for name in ("before", "after") if measure[name] is not None}
    return {**measure, **figures}


def _stays_draft(draft: Experience, row: dict[str, Any], people: dict[str, User]) -> None:
    """Nothing more happens to it."""


def _is_published(draft: Experience, row: dict[str, Any], people: dict[str, User]) -> None:
    when = moment(row["date"])
    Experience.objects.filter(pk=draft.pk).update(submitted_at=when, first_published_at=when)
    with untold():
        Experience.objects.get(pk=draft.pk).latest_revision.publish(user=people[EDITOR])


def _is_archived(draft: Experience, row: dict[str, Any], people: dict[str, User]) -> None:
    _is_published(draft, row, people)
    archive(Experience.objects.get(pk=draft.pk), by=draft.author)


def _is_submitted(draft: Experience, row: dict[str, Any], people: dict[str, User]) -> None:
    submit(draft, by=draft.author)


def _is_sent_back(draft: Experience, row: dict[str, Any], people: dict[str, User]) -> None:
    remark = row["remark"]
    send_back(submit(draft, by=draft.author), {remark["field"]: remark["text"]}, by=people[remark["by"]])


BECOMES: dict[str, Callable[[Experience, dict[str, Any], dict[str, User]], None]] = {
    "draft": _stays_draft,
    "published": _is_published,
    "archived": _is_archived,
    "submitted": _is_submitted,
    "sent_back": _is_sent_back,
}


def _date(experience: Experience, row: dict[str, Any]) -> None:
    """Move all that was written just now to the day on which it is said to have happened."""
    when = moment(row["date"])
    dated = [name for name in ("last_published_at", "submitted_at", "archived_at") if getattr(experience, name)]
    columns = dict.fromkeys(["created_at", *dated], when)
    Experience.objects.filter(pk=experience.pk).update(**columns)
    Revision.objects.for_instance(experience).update(created_at=when)
    logs.get_logs_for_instance(experience).update(timestamp=when)
    experience.remarks.update(created_at=when)
    tasks = TaskState.objects.filter(workflow_state__in=experience.workflow_states.all())
    tasks.update(started_at=when)
    tasks.filter(finished_at__isnull=False).update(finished_at=when)
    experience.workflow_states.update(created_at=when)
    changed.send(sender=Experience, instance=Experience.objects.get(pk=experience.pk))
