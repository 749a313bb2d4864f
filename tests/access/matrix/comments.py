"""Comments under what is published, for each audience; and one that an editor has hidden."""

from community.comments.hide import hide
from community.comments.models import Comment
from community.comments.write import write

from .world import World


def everything(world: World) -> None:
    for audience in ("public", "members", "network", "room"):
        comment(world, f"published {audience}", f"{audience} live")
    hidden = comment(world, "published public", "public hidden", "comment hidden")
    says = world.speaker("comment hidden", "public hidden")
    hide(hidden, says("reason"), by=world.person("editor"))


def comment(world: World, target: str, layer: str, name: str = "") -> Comment:
    name = name or f"comment under {target}"
    written = write(world.things[target], world.speaker(name, layer)("text"), by=world.author)
    world.things[name], world.layers[name] = written, layer
    world.stands_at("comment", name, comment_id=written.pk)
    return written
