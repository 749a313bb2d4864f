"""The demo's resources: with their files, the versions that followed, and the experiences that used them."""

import re
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from cases.attach import attach
from cases.models import Experience, Resource
from cases.submit import submit
from cases.write import a_new_one, as_written, begin, save_draft
from community.access.audience import network_key
from community.members.models import User
from community.networks.models import Network, ProcessStep, Theme
from community.places.models import Municipality

from . import experiences
from .files import day, identity, moment, read
from .office import made

TEXTS = (
    "title", "language", "summary", "kind", "about", "prerequisites", "owner", "licence", "licence_words", "year",
    "time", "group_size", "link", "status",
)  # fmt: skip
ANOTHER = re.compile(r"ressurs:([a-z-]+)")


def load_resources(network: Network, people: dict[str, User]) -> int:
    """Add those that are missing; how many. What is there already stays as it is, edited or not."""
    rows = read("resources")
    keys = {row["key"]: identity("resource", row["key"]) for row in rows}
    standing = set(Resource.objects.filter(idempotency_key__in=keys.values()).values_list("idempotency_key", flat=True))
    missing = [row for row in rows if keys[row["key"]] not in standing]
    if missing:
        places = Municipality.objects.in_bulk([row["municipality"] for row in missing], field_name="number")
        for row in missing:
            _load(row, network, people, places[row["municipality"]])
    return len(missing)


@transaction.atomic
def _load(row: dict[str, Any], network: Network, people: dict[str, User], municipality: Municipality) -> None:
    author = people[row["author"]]
    draft: Resource = a_new_one(network, by=author, of=Resource)
    for name in TEXTS:
        setattr(draft, name, row[name])
    draft.about = ANOTHER.sub(lambda found: _address(found[1]), row["about"])
    draft.checked_on = day(row["checked_on"])
    draft.municipality, draft.municipality_name = municipality, row["municipality_name"]
    draft.audience = network_key(network.pk) if row["audience"] == "network" else row["audience"]
    draft.step = ProcessStep.objects.filter(model__is_default=True, key=row["step"]).first() if row["step"] else None
    draft.themes.set(Theme.objects.filter(slug__in=row["themes"]))
    draft.tags.set(row["tags"])
    _add_files(draft, row["files"], author)
    begin(draft, key=identity("resource", row["key"]), by=author)
    if row["state"] == "submitted":
        submit(draft, by=author)
        return
    _publish(draft.pk, row["date"], people)
    for version in row["versions"]:
        _renew(draft.pk, version, people)
    for key in row["used_by"]:
        _use(key, draft.pk, people)


def _add_files(draft: Resource, files: list[dict[str, Any]], author: User) -> None:
    for file in files:
        chosen = {"new_file": _file(file), "new_file_title": file["title"], "new_file_statement": file["statement"]}
        if accessible := file.get("accessible"):
            chosen["new_file_accessible"] = _file(accessible)
        attach(draft, chosen, by=author)


def _file(file: dict[str, Any]) -> ContentFile[bytes]:
    return ContentFile(made(file["name"], file.get("lines", ()), file.get("rows", ())), name=file["name"])


def _publish(pk: int, date: str, people: dict[str, User]) -> None:
    """On the day that it is said to have been."""
    when, rows = moment(date), Resource.objects.filter(pk=pk)
    rows.filter(first_published_at=None).update(first_published_at=when, submitted_at=when, created_at=when)
    with experiences.untold():
        rows.get().latest_revision.publish(user=people[experiences.EDITOR])
    rows.update(last_published_at=when)
    newest = rows.get().versions.first()
    if newest:
        newest.published_at = when
        newest.save(update_fields=["published_at"])


def _renew(pk: int, version: dict[str, Any], people: dict[str, User]) -> None:
    draft = as_written(Resource.objects.get(pk=pk))
    draft.files, draft.change_note = [], version["note"]
    _add_files(draft, version["files"], draft.author)
    save_draft(draft, expected_version=draft.version, by=draft.author)
    _publish(pk, version["date"], people)


def _use(key: str, pk: int, people: dict[str, User]) -> None:
    """Say in an experience that the resource was used, as if its writers had chosen it then."""
    written = Experience.objects.filter(idempotency_key=identity("experience", key), live=True)
    found = written.filter(has_unpublished_changes=False).first()
    if found is None:
        return
    draft = as_written(found)
    draft.resources.add(Resource.objects.get(pk=pk))
    save_draft(draft, expected_version=draft.version, by=draft.author)
    with experiences.untold():
        written.get().latest_revision.publish(user=people[experiences.EDITOR])
    written.update(last_published_at=found.last_published_at)


def _address(key: str) -> str:
    return Resource.objects.get(idempotency_key=identity("resource", key)).get_absolute_url()
