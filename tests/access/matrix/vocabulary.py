"""What editors tell the search: nobody else reads it."""

from search.desk.synonyms import add

from .world import World


def everything(world: World) -> None:
    synonym(world)


def synonym(world: World) -> None:
    name, layer = "synonym", "vocabulary kept"
    says = world.speaker(name, layer)
    rule = add(f"{says('word')}, {says('other word')}", says("also"), by=world.person("editor"))
    world.things[name], world.layers[name] = rule, layer
    world.stands_at("synonym", name, pk=rule.pk)
