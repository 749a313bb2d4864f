"""What people keep for themselves, and what is said to one of them alone: bookmarks, drafts, words that may be quoted,
reports and what came of them. Also of what they no longer see."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from cases.models import Experience, Resource
from community.notifications.events import event, record_all
from forum.bookmark import bookmark
from forum.decide import decide
from forum.flag import flag
from forum.models import Consent, Flag, Matter, Post, PostDraft, Topic
from search.saved.keep import Wish, save
from search.saved.models import SavedHit, SavedSearch
from search.saved.notices import HIT

from .discussions import post
from .world import World

LONG = 619_000_000


def everything(world: World) -> None:
    marked = post(world, world.things["topic room"], "post marked in topic room", "room live")
    # Who marked it takes the mark away by its id, which they have known since then: it is no secret to them.
    world.canaries.told_by.pop(str(marked.pk))
    for role in ("author", "outsider"):
        kept(world, role, marked)
        looked_for(world, role)
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


def looked_for(world: World, role: str) -> None:
    """A search that somebody saved, which has found one of everything: of that they learn what they may see today."""
    name, layer = f"search of {role}", f"own:{role} nobody gone"
    says = world.speaker(name, layer)
    wish = Wish(says("name"), says("text"), frequency="now")
    search = SavedSearch.objects.get(pk=save(wish, by=world.person(role)).pk)
    pk = world.canaries.number(name, layer)
    SavedSearch.objects.filter(pk=search.pk).update(id=pk)
    found = [thing for thing in world.things.values() if isinstance(thing, Experience | Resource | Topic)]
    kinds = [("topic" if isinstance(thing, Topic) else thing.KIND, str(thing.pk)) for thing in found]
    SavedHit.objects.bulk_create(SavedHit(search_id=pk, kind=kind, object_id=object_id) for kind, object_id in kinds)
    search = SavedSearch.objects.get(pk=pk)
    with transaction.atomic():
        record_all([event(HIT, search, by=None, of=kind, id=object_id) for kind, object_id in kinds])
    world.layers[name] = layer
    world.stands_at("saved search", name, pk=pk)


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
