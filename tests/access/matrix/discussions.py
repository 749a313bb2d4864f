"""Boards of every audience, and on each a discussion with posts that are seen, hidden, deleted and changed."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from community.images.uploads import store_file, store_picture
from community.networks.models import Network
from community.notifications.events import record
from forum.appeal import appeal
from forum.consent import ask_for
from forum.edit import edit
from forum.flag import WAITS, flag
from forum.models import Board, Matter, Poll, Post, PostDraft, PostUpload, Topic, TopicKind
from forum.note import note
from forum.poll import ask, vote
from forum.remove import delete, hide
from forum.reply import reply
from forum.start import start
from home.sitemap import BLOCK
from tests.factories.forum import a_board
from tests.factories.images import a_document, a_picture
from tests.factories.networks import a_theme

from .world import World


def everything(world: World) -> None:
    for audience in ("public", "members", "network", "room"):
        within = world.network if audience in {"network", "room"} else None
        discussion(world, board(world, audience, within), f"topic {audience}", f"{audience} live")
    about = world.things["published network"]
    discussion(world, world.things["board members"], "topic about", "network live", about=about)
    for audience, secret in (("public", True), ("network", False), ("room", True)):
        poll(world, audience, secret=secret)
    poll(world, "members", secret=False, days=1)
    out_of_sight(world)
    moderation(world)
    world.stands_at("room in the admin", "room", pk=world.room.pk)
    for audience in ("public", "network"):
        asked_for_words(world, f"post in topic {audience}")
    drafts(world)


def drafts(world: World) -> None:
    """What the author has begun to write: an answer that everyone will see, and a topic."""
    layer = "own:author nobody gone"
    for name, topic in (("draft answer", world.things["topic public"]), ("draft topic", None)):
        fields = {field: [world.speaker(name, layer)(field)] for field in ("text", "title")}
        draft = PostDraft.objects.create(user=world.author, topic=topic, fields=fields)
        world.things[name], world.layers[name] = draft, layer
        world.stands_at("draft", name, key=draft.key)


def poll(world: World, audience: str, *, secret: bool, days: int = 0) -> None:
    """A poll whose result everyone who sees the topic sees: some voted, and it has closed, or is open for some days."""
    name, layer = f"poll {audience}", f"{audience} live"
    topic = discussion(world, world.things[f"board {audience}"], name, layer, kind=TopicKind.POLL)
    choice = world.speaker(name, layer)("choice")
    made = ask(topic, [choice, "Nei"], secret=secret)
    vote(topic, [made.options.all()[0].pk], by=world.author)
    Poll.objects.filter(pk=made.pk).update(closes_at=timezone.now() + timedelta(days=days))


def board(world: World, audience: str, network: Network | None) -> Board:
    name, layer = f"board {audience}", f"{audience} live"
    says = world.speaker(name, layer)
    texts = {f"{field}_{code}": says(field) for field in ("name", "description") for code in ("nb", "nn", "en")}
    made = a_board(f"{audience}-tavle", world.audience(audience), network=network, **texts)
    world.things[name], world.layers[name] = made, layer
    world.stands_at("board", name, slug=made.slug)
    world.stands_at("board in the admin", name, pk=made.pk)
    return made


def discussion(world: World, on: Board, name: str, layer: str, **fields: object) -> Topic:
    says = world.speaker(name, layer)
    topic = start(
        on, title=says("title"), text=says("text"), key=uuid4(), tags=[says("tag")], themes=[a_theme()],
        pk=world.canaries.number(name, layer), by=world.author, **fields,
    )  # fmt: skip
    world.things[name], world.layers[name] = topic, layer
    world.stands_at("topic", name, pk=topic.pk, slug=topic.slug or "-")
    world.stands_at("word", name, slug=says("tag"))
    world.stands_at("file of the sitemap", name, kind="diskusjoner", block=topic.pk // BLOCK)
    answer = post(world, topic, f"post in {name}", layer)
    _uploads(world, answer, f"post in {name}", layer)
    changed = post(world, topic, f"post changed in {name}", layer)
    edit(changed, says("said now"), expected_version=1, by=world.author)
    return topic


def asked_for_words(world: World, about: str) -> None:
    [consent] = ask_for([world.things[about]], by=world.person("editor"))
    world.stands_at("consent", f"asked about {about}", pk=consent.pk)


def post(world: World, topic: Topic, name: str, layer: str) -> Post:
    written = reply(topic, world.speaker(name, layer)("text"), key=uuid4(), by=world.author)
    Post.objects.filter(pk=written.pk).update(id=world.canaries.number(name, layer))
    written = Post.objects.get(key=written.key)
    world.things[name], world.layers[name] = written, layer
    world.stands_at("post", name, pk=written.pk)
    return written


def _uploads(world: World, of: Post, name: str, layer: str) -> None:
    says = world.speaker(name, layer)
    picture = store_picture(a_picture(), by=world.author)
    file = store_file(a_document(f"{says('file name')}.pdf"), by=world.author)
    PostUpload.objects.create(post=of, upload=picture, words=says("what it shows"))
    PostUpload.objects.create(post=of, upload=file, words=says("file"))
    for upload in (picture, file):
        world.canaries.also(str(upload.key), name, layer, f"key of {upload.kind}")
    world.stands_at("post's picture", name, pk=of.pk, key=picture.key, preset="medium")
    world.stands_at("post's file", name, pk=of.pk, key=file.key)


def out_of_sight(world: World) -> None:
    topic = world.things["topic public"]
    hidden = post(world, topic, "post hidden", "public hidden")
    hide(hidden, world.speaker("post hidden", "public hidden")("reason"), by=world.person("editor"))
    deleted = post(world, topic, "post deleted", "nobody gone")  # its writer may bring it back, and so has its id
    world.canaries.told_by.pop(str(deleted.pk))
    _uploads(world, deleted, "post deleted", "nobody gone")
    delete(deleted, by=world.author)


def moderation(world: World) -> None:
    """What is told of a post in confidence, what moderators tell each other, and an appeal."""
    for name in ("public", "network"):
        layer = f"{name} told"
        says = world.speaker(f"matter {name}", layer)
        of = world.things[f"post in topic {name}"]
        matter = Matter.objects.create(pk=world.canaries.number(f"matter {name}", layer), post=of)
        flag(of, "other", says("words"), key=uuid4(), name=says("reporter"), by=None)
        record(WAITS, matter, by=None)
        world.things[f"matter {name}"], world.layers[f"matter {name}"] = matter, layer
        world.stands_at("matter", f"matter {name}", pk=matter.pk)
        note(world.things[f"topic {name}"], world.speaker(f"note {name}", layer)("text"), by=world.person("editor"))
        world.layers[f"note {name}"] = layer
    says = world.speaker("appeal", "public hidden")
    appeal(world.things["post hidden"], says("words"), by=world.author)
    world.layers["appeal"] = "public hidden"
