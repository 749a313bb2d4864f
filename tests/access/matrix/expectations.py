"""Who may know what: written by hand from the design, so that no line of the site's own code decides it."""

ROLES = "visitor former outsider colleague leader adviser author project editor administrator"
ROLE_NAMES = ROLES.split()

# The author writes in a network for a municipality; `project` leads the project of that municipality there;
# colleague, leader and adviser hold their roles in the same network; author and adviser are in its closed room.
TABLE = f"""
                       {ROLES}
public live            x       x      x        x         x      x       x      x       x      x
members live           .       .      x        x         x      x       x      x       x      x
network live           .       .      .        x         x      x       x      x       x      x
room live              .       .      .        .         .      x       x      .       .      .
public draft           .       .      .        .         .      .       x      x       .      .
network draft          .       .      .        .         .      .       x      x       .      .
room draft             .       .      .        .         .      .       x      .       .      .
public sent            .       .      .        .         .      .       x      x       x      x
network sent           .       .      .        .         .      .       x      x       x      x
room sent              .       .      .        .         .      .       x      .       .      .
nobody gone            .       .      .        .         .      .       .      .       .      .
pages live             x       x      x        x         x      x       x      x       x      x
pages members          .       .      x        x         x      x       x      x       x      x
pages network          .       .      .        x         x      x       x      x       x      x
pages draft            .       .      .        .         .      .       .      .       x      x
public hidden          .       .      .        .         .      .       x      .       x      x
public told            .       .      .        .         .      .       .      .       x      x
network told           .       .      .        .         x      .       .      .       x      x
public judged          .       .      .        .         .      .       x      .       x      x
network judged         .       .      .        .         x      .       x      .       x      x
words asked            .       .      .        .         .      .       x      .       x      .
room itself            .       .      .        .         .      x       x      .       .      .
feedback received      .       .      .        .         .      .       .      .       x      x
vocabulary kept        .       .      .        .         .      .       .      .       x      x
people names           .       .      x        x         x      x       x      x       x      x
fellows addresses      .       .      .        .         x      .       .      .       .      x
people addresses       .       .      .        .         .      .       .      .       .      x
"""
"""`live`: what is published. `draft`: never sent in. `sent`: sent in, sent back, or changed after publishing.
`fellows`: people who hold a role in the network.
`hidden`: what an editor took out of sight. `told`: what is said to moderators, or among them.
`judged`: what they say to the author of something. `kept`: what editors tell the search.
`asked`: what an editor asked the author for."""


def _read(table: str) -> dict[str, frozenset[str]]:
    lines = [line.split() for line in table.strip().splitlines()]
    roles = lines[0]
    return {
        f"{line[0]} {line[1]}": frozenset(role for role, mark in zip(roles, line[2:], strict=True) if mark == "x")
        for line in lines[1:]
    }


KNOWN_TO = _read(TABLE)


def may_know(role: str, layer: str) -> bool:
    """Whether somebody in a role may learn what stands in a layer. `own:<role>` is that person's own."""
    own = layer.partition("own:")[2].partition(" ")
    if own[0]:
        return role == own[0] or role in KNOWN_TO[own[2]]
    return role in KNOWN_TO[layer]
