"""Experiences in every state and audience."""

from typing import Any

from cases.models import Experience, ExperienceFile, ExperiencePicture, Measure
from cases.propose import propose
from cases.retire import archive, delete_draft, unpublish
from cases.review import send_back
from cases.submit import submit
from cases.write import as_written, save_draft
from community.images.uploads import store_file, store_picture
from community.members.anonymise import anonymise
from community.members.models import User
from community.networks.grant import grant
from community.networks.models import RoleKind
from tests.factories.images import a_document, a_picture
from tests.factories.networks import a_theme

from .world import World

TEXTS = ("title", "summary", *Experience.MARKDOWN, "trial_who", "trial_duration", "working_time", "time_to_effect")
SNAPSHOT = ("author_function", "municipality_name")


def everything(world: World) -> None:
    for audience in ("public", "members", "network", "room"):
        published(world, audience)
    for audience in ("public", "network", "room"):
        _finished(world, f"draft {audience}", draft(world, audience, f"draft {audience}", f"{audience} draft"))
        changed(world, audience)
    sent(world, "public")
    sent(world, "room")
    returned(world, "network")
    taken_down(world)
    for audience in ("public", "network"):
        archive(published(world, audience, f"archived {audience}"), by=world.author)
    left_behind(world)
    gone = draft(world, "public", "deleted public", "nobody gone")
    delete_draft(gone, by=world.author)


def published(world: World, audience: str, name: str = "") -> Experience:
    name = name or f"published {audience}"
    experience = draft(world, audience, name, f"{audience} live")
    experience.latest_revision.publish()
    return _finished(world, name, Experience.objects.get(pk=experience.pk))


def left_behind(world: World) -> None:
    """Published by somebody who has left since: nobody is told their name or address any more."""
    says = world.speaker("person who left", "nobody gone")
    fields = {"name": f"Navn {says('name')}", "municipality": world.author.municipality}
    left = User.objects.create_user(f"{says('email')}@example.org", **fields)
    grant(left, RoleKind.MEMBER, world.network)
    experience = published(world, "public", "left behind")
    Experience.objects.filter(pk=experience.pk).update(author=left, author_name=left.name)
    anonymise(left)


def changed(world: World, audience: str) -> Experience:
    """Published, and since then changed in every field; the change waits for its author to send it in."""
    name = f"changed {audience}"
    live = published(world, audience, name)
    layer = "room sent" if audience == "room" else f"{audience} sent"
    change = as_written(live)
    _fill(world, change, name, layer)
    save_draft(change, expected_version=change.version, by=world.author)
    return _finished(world, name, Experience.objects.get(pk=live.pk))


def sent(world: World, audience: str) -> Experience:
    name, layer = f"submitted {audience}", f"{audience} sent"
    experience = draft(world, audience, name, layer)
    submit(experience, by=world.author)
    if audience != "room":
        says = world.speaker(name, layer)
        propose(experience, {"need": says("proposal")}, says("note"), by=world.person("editor"))
    return _finished(world, name, Experience.objects.get(pk=experience.pk))


def returned(world: World, audience: str) -> Experience:
    name, layer = f"sent back {audience}", f"{audience} sent"
    experience = draft(world, audience, name, layer)
    submit(experience, by=world.author)
    says = world.speaker(name, layer)
    remarks = {"need": says("remark"), "": says("remark on the whole")}
    send_back(Experience.objects.get(pk=experience.pk), remarks, by=world.person("editor"))
    return _finished(world, name, Experience.objects.get(pk=experience.pk))


def taken_down(world: World) -> Experience:
    experience = draft(world, "public", "unpublished public", "public sent")
    experience.latest_revision.publish()
    live = Experience.objects.get(pk=experience.pk)
    return _finished(world, "unpublished public", unpublish(live, by=world.author))


def draft(world: World, audience: str, name: str, layer: str) -> Experience:
    says = world.speaker(name, layer)
    author = world.author
    experience = Experience(
        pk=world.canaries.number(name, layer),
        audience=world.audience(audience),
        author=author,
        municipality=author.municipality,
        network=world.network,
        live=False,
        again="no",
        author_name=world.speaker(name, layer.replace("public live", "people names"))("author_name"),
        **{field: says(field) for field in SNAPSHOT},
    )
    world.layers[name] = layer
    _fill(world, experience, name, layer)
    experience.save()
    experience.save_revision(user=author)
    return Experience.objects.get(pk=experience.pk)


def _fill(world: World, experience: Experience, name: str, layer: str) -> None:
    says = world.speaker(name, layer)
    for field in TEXTS:
        setattr(experience, field, f"{says(field)} {field}")
    experience.themes.set([a_theme()])
    experience.tags.set([says("tag")])
    measure = {field: says(f"measure {field}") for field in ("name", "unit", "period", "source")}
    experience.measures = [Measure(before=1, after=2, n=30, **measure)]
    picture = store_picture(a_picture(f"{says('picture name')}.jpg"), by=world.author)
    file = store_file(a_document(f"{says('file name')}.pdf"), by=world.author)
    for upload in (picture, file):
        world.canaries.also(str(upload.key), name, layer, f"key of {upload.kind}")
    words = {"alt_text": says("alt"), "caption": says("caption")}
    experience.pictures = [ExperiencePicture(upload=picture, **words)]
    experience.files = [ExperienceFile(upload=file, title=says("file title"))]


def _finished(world: World, name: str, experience: Experience) -> Experience:
    """Remember where it and its uploads stand. Called again when it has changed: then there are more of them."""
    world.things[name] = experience
    now, task = as_written(experience), experience.current_workflow_task_state
    parts: dict[str, Any] = {"pk": experience.pk, "kind": "experience", "target_id": experience.pk}
    for part in now.pictures.all():
        world.stands_at("experience's picture", name, **parts, key=part.upload.key, preset="small")
    for part in now.files.all():
        world.stands_at("experience's file", name, **parts, key=part.upload.key)
    parts |= {"slug": experience.slug, "revision_id": experience.latest_revision_id}
    parts |= {"revision_id_a": "earliest", "revision_id_b": "latest", "proposal": 1}
    if task:
        parts |= {"task_state_id": task.pk, "task_id": task.task_id, "action_name": "approve"}
        parts |= {"workflow_state_id": task.workflow_state_id}
    if proposal := experience.proposals.first():
        parts |= {"proposal": proposal.pk}
    world.stands_at("experience", name, **parts)
    return experience
