"""What people keep for themselves, and what is said to one of them alone: bookmarks, drafts, words that may be quoted,
reports and what came of them. Also of what they no longer see."""

from uuid import uuid4

from django.utils import timezone

from forum.bookmark import bookmark
from forum.decide import decide
from forum.flag import flag
from forum.models import Consent, Flag, Matter, Post, PostDraft

from .discussions import post
from .world import World

LONG = 619_000_000


def everything(world: World) -> None:
    marked = post(world, world.things["topic room"], "post marked in topic room", "room live")
    # Who marked it takes the mark away by its id, which they have known since then: it is no secret to them.
    world.canaries.told_by.pop(str(marked.pk))
    for role in ("author", "outsider"):
        kept(world, role, marked)
    for audience in ("public", "network"):
        quoted(world, audience)
        decided(world, audience)


def kept(world: World, role: str, marked: Post) -> None:
    """A bookmark with a note and a reminder, and half an answer, in the closed room: the outsider was in it once."""
    layer, person = f"own:{role} nobody gone", world.person(role)
    name = f"bookmark of {role}"
    note = world.speaker(name, layer)("note")
    bookmark(marked, note=note[:300], remind_at=timezone.now(), by=person)
    world.layers[name] = layer
    name = f"answer of {role}"
    fields = {"text": [world.speaker(name, layer)("text")]}
    draft = PostDraft.objects.create(user=person, topic=world.things["topic room"], fields=fields)
    world.layers[name] = layer
    world.stands_at("draft", name, key=draft.key)


def quoted(world: World, audience: str) -> None:
    """The words that the author was asked about, as they read that day. Whoever asked meets them with the answer."""
    name, layer = f"quotation {audience}", "words asked"
    consents = Consent.objects.filter(post=world.things[f"post in topic {audience}"])
    assert consents.update(text=world.speaker(name, layer)("text"))


def decided(world: World, audience: str) -> None:
    """Reports that were decided: one left the post as it is, which its reporter is told; of the other its writer is."""
    for decision, layer in (("keep", f"own:colleague {audience} told"), ("warn", f"{audience} judged")):
        name = f"report {decision} {audience}"
        says = world.speaker(name, layer)
        words = world.speaker(name, f"{audience} told")("words")
        about = world.things[f"post changed in topic {audience}"]
        Matter.objects.create(pk=LONG + len(world.layers), post=about)  # a short one stands in every page by chance
        made = flag(about, "other", words, key=uuid4(), by=world.person("colleague"))
        Flag.objects.filter(pk=made.pk).update(receipt=world.speaker(name, "own:colleague nobody gone")("receipt"))
        decide(made.matter, decision, says("reason"), by=world.person("editor"))
        world.layers[name] = layer
        world.stands_at("matter", name, pk=made.matter.pk)
