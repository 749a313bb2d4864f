"""What editors tell the search: nobody else reads it. And the words that stand on what is published."""

from community.publishing.models import Tag
from community.publishing.reach import tagged
from community.publishing.vocabulary.retire import set_free
from community.publishing.vocabulary.taggings import move_in_revisions
from search.desk import bets
from search.desk.synonyms import add
from search.models import BestBet

from .world import World

LONG = 618_000_000


def everything(world: World) -> None:
    synonym(world)
    best_bet(world)
    for audience in ("public", "members", "network", "room"):
        word(world, f"published {audience}", f"{audience} live")


def word(world: World, thing: str, layer: str) -> None:
    """A tag that stands on one thing alone is as secret as that is; what an editor did with it, too."""
    name = world.canaries.word(thing, layer, "tag")
    found = _with_long_id(Tag.objects.get(name=name), LONG + len(world.addresses.get("tag on the desk", ())))
    set_free(found, by=world.author)
    world.stands_at("word", thing, slug=name)
    world.stands_at("tag on the desk", thing, pk=found.pk)


def _with_long_id(tag: Tag, pk: int) -> Tag:
    """A short one stands in every page by chance."""
    made = Tag.objects.create(pk=pk, name=str(pk), slug=str(pk))
    for table in tagged():
        table.objects.filter(tag=tag).update(tag=made)
    move_in_revisions(tag, made)
    name, _gone = tag.name, tag.delete()
    made.name = made.slug = name
    made.save()
    return made


def synonym(world: World) -> None:
    name, layer = "synonym", "vocabulary kept"
    says = world.speaker(name, layer)
    rule = add(f"{says('word')}, {says('other word')}", says("also"), by=world.person("editor"))
    world.things[name], world.layers[name] = rule, layer
    world.stands_at("synonym", name, pk=rule.pk)


def best_bet(world: World) -> None:
    """Shown first for a word: things of every audience, of which each reader is told of those that they may see."""
    shown = [world.things[f"published {audience}"] for audience in ("public", "members", "network", "room")]
    bet = BestBet(query="kanarifugl")
    bets.save(bet, [("experience", str(thing.pk)) for thing in shown], by=world.person("editor"))
    world.stands_at("best bet", "", pk=bet.pk)
