"""Resources in every state and audience, with their files, the text in these, and versions from narrower days."""

from typing import Any

from cases.models import Downloads, Licence, Resource, ResourceFile, ResourceKind
from cases.propose import propose
from cases.retire import archive, delete_draft, unpublish
from cases.submit import submit
from cases.write import as_written, save_draft
from community.images.models import FileText, TextState, Upload
from community.images.uploads import store_file
from community.publishing.registry import changed
from tests.factories.images import a_document
from tests.factories.networks import a_theme

from .canaries import Told
from .world import World

ROWS_OWN = {"author_name": "people names", "author_function": "public live", "municipality_name": "public live"}
"""What belongs to the resource as a whole, whatever its version, with its layer where everyone sees it."""
TEXTS = ("title", "summary", "about", "prerequisites", "owner", "group_size", "licence_words", "change_note")


def everything(world: World) -> None:
    for audience in ("public", "members", "network", "room"):
        published(world, audience)
    for audience in ("public", "network", "room"):
        _finished(world, f"resource draft {audience}", draft(world, audience, f"resource draft {audience}", "draft"))
        _changed(world, audience)
    for audience in ("public", "room"):
        sent(world, audience)
    opened(world)
    down = published(world, "public", "resource unpublished", "sent")
    _finished(world, "resource unpublished", unpublish(down, by=world.author))
    archive(published(world, "network", "resource archived"), by=world.author)
    delete_draft(draft(world, "public", "resource deleted", "gone"), by=world.author)
    for audience in ("public", "room"):
        uses(world, audience)


def published(world: World, audience: str, name: str = "", state: str = "live") -> Resource:
    name = name or f"resource {audience}"
    made = draft(world, audience, name, state)
    made.latest_revision.publish()
    live = Resource.objects.get(pk=made.pk)
    Downloads.objects.create(resource=live, day="2026-11-02", number=3)
    return _finished(world, name, live)


def opened(world: World) -> None:
    """Published for the network first, and for everyone with other files since."""
    before = published(world, "network", "resource before")
    change = as_written(before)
    _fill(world, change, "resource opened", "public live")
    change.audience = world.audience("public")
    save_draft(change, expected_version=change.version, by=world.author)
    Resource.objects.get(pk=before.pk).latest_revision.publish()
    world.canaries.told_by.pop(str(before.pk))  # its number is everyone's now, and so is who wrote it
    for canary, told in world.canaries.told_by.items():
        if told.thing == "resource before" and told.field in ROWS_OWN:
            world.canaries.told_by[canary] = Told("resource opened", ROWS_OWN[told.field], told.field)
    world.addresses["resource"] = [one for one in world.addresses["resource"] if one[0] != "resource before"]
    del world.things["resource before"]  # the same row: to take it away would take away what everyone sees
    _finished(world, "resource opened", Resource.objects.get(pk=before.pk), "public live")


def _changed(world: World, audience: str) -> None:
    name = f"resource changed {audience}"
    live = published(world, audience, name)
    change = as_written(live)
    _fill(world, change, name, f"{audience} sent")
    save_draft(change, expected_version=change.version, by=world.author)
    _finished(world, name, Resource.objects.get(pk=live.pk))


def sent(world: World, audience: str) -> None:
    name = f"resource submitted {audience}"
    made = submit(draft(world, audience, name, "sent"), by=world.author)
    if audience != "room":
        says = world.speaker(name, f"{audience} sent")
        propose(made, {"about": says("proposal")}, says("note"), by=world.person("editor"))
    _finished(world, name, Resource.objects.get(pk=made.pk))


def uses(world: World, audience: str) -> None:
    """Experiences of two audiences that used what everyone sees, and one that used what only a room sees."""
    used, by = world.things["resource public"], world.things[f"published {audience}"]
    by.resources.add(used)
    by.save()
    closed = world.things["published public"]
    closed.resources.add(world.things["resource room"])
    closed.save()


def draft(world: World, audience: str, name: str, state: str) -> Resource:
    layer = "nobody gone" if state == "gone" else f"{audience} {state}"
    says, author = world.speaker(name, layer), world.author
    made = Resource(
        pk=world.canaries.number(name, layer),
        audience=world.audience(audience),
        author=author,
        municipality=author.municipality,
        network=world.network,
        live=False,
        kind=ResourceKind.FORM,
        licence=Licence.STATED,
        author_name=world.speaker(name, layer.replace("public live", "people names"))("author_name"),
        **{field: says(field) for field in ("author_function", "municipality_name")},
    )
    world.layers[name] = layer
    _fill(world, made, name, layer)
    made.save()
    made.save_revision(user=author)
    return Resource.objects.get(pk=made.pk)


def _fill(world: World, resource: Resource, name: str, layer: str) -> None:
    says = world.speaker(name, layer)
    for field in TEXTS:
        setattr(resource, field, f"{says(field)} {field}")
    resource.link = f"https://example.org/{says('link')}"
    resource.themes.set([a_theme()])
    resource.tags.set([says("tag")])
    upload, accessible = (_file(world, name, layer, kind) for kind in ("file", "accessible file"))
    row = ResourceFile(upload=upload, accessible=accessible, title=says("file title"), statement=says("statement"))
    resource.files = [row]


def _file(world: World, name: str, layer: str, kind: str) -> Upload:
    """With a canary in its bytes, and in the text that was read from it."""
    says = world.speaker(name, layer)
    inside = f"%PDF-1.7\n{says(f'inside the {kind}')}\n%%EOF\n".encode()
    upload = store_file(a_document(f"{says(f'{kind} name')}.pdf", inside), by=world.author)
    FileText.objects.create(upload=upload, state=TextState.READ, text=f"{says(f'text of the {kind}')} innhold")
    world.canaries.also(str(upload.key), name, layer, f"key of the {kind}")
    return upload


def _finished(world: World, name: str, resource: Resource, layer: str = "") -> Resource:
    """Remember where it, its files and its versions stand."""
    world.things[name] = resource
    world.layers[name] = layer or world.layers[name]
    changed.send(sender=Resource, instance=resource)
    now, task = as_written(resource), resource.current_workflow_task_state
    parts: dict[str, Any] = {"pk": resource.pk}
    for upload in now.uploads:
        world.stands_at("resource's file", name, **parts, key=upload.key)
    parts |= {"slug": resource.slug, "revision_id": resource.latest_revision_id}
    parts |= {"revision_id_a": "earliest", "revision_id_b": "latest", "proposal": 1}
    for version in resource.versions.all():
        world.stands_at("version", name, **parts, number=version.number)
        for row in version.content["files"]:
            key = Upload.objects.get(pk=row["upload"]).key
            world.stands_at("version's file", name, pk=resource.pk, number=version.number, key=key)
    if task:
        parts |= {"task_state_id": task.pk, "task_id": task.task_id, "action_name": "approve"}
        parts |= {"workflow_state_id": task.workflow_state_id}
    if proposal := resource.proposals.first():
        parts |= {"proposal": proposal.pk}
    world.stands_at("resource", name, **parts)
    return resource
