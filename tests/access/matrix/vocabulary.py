"""What editors tell the search: nobody else reads it. And the words that stand on what is published."""

from community.publishing.models import Tag
from search.desk import bets
from search.desk.synonyms import add
from search.models import BestBet

from .world import World


def everything(world: World) -> None:
    synonym(world)
    best_bet(world)
    for audience in ("public", "members", "network", "room"):
        word(world, f"published {audience}", f"{audience} live")


def word(world: World, thing: str, layer: str) -> None:
    """A tag that stands on one thing alone is as secret as that is."""
    name = world.canaries.word(thing, layer, "tag")
    world.stands_at("word", thing, slug=name)
    world.stands_at("tag on the desk", thing, pk=Tag.objects.get(name=name).pk)


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
