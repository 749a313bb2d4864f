"""Every address of the site with parts that fit: what stands in `{}` in an address, for each thing of the world.

A room joins by naming its routes in ABOUT (they show one thing, by the kind of thing) or ALONE (they need nothing but
what is written there). A route that is in neither fails the matrix.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from .canaries import LETTERS
from .census import Route, census
from .expectations import may_know
from .frame import REGISTERS
from .world import Parameters, World

ABOUT = {
    "experience": """
        cases:experience cases:draft cases:edit cases:autosave cases:proposals cases:decide cases:withdraw
        cases:unpublish cases:archive cases:restore cases:delete comments:create
        home:desk_case home:desk_take home:desk_give_back home:desk_send_back home:desk_approve home:desk_propose
        home:desk_withdraw_proposal
        wagtailsnippets_cases_experience:* wagtailsnippetchoosers_cases_experience:*
    """,
    "resource": """
        cases:resource cases:*_resource home:desk_*_resource
        wagtailsnippets_cases_resource:* wagtailsnippetchoosers_cases_resource:*
    """,
    "resource's file": "cases:file_resource",
    "version": "cases:version",
    "version's file": "cases:version_file",
    "experience's picture": "cases:picture",
    "experience's file": "cases:file",
    "comment": "comments:reply comments:edit comments:hide comments:unhide",
    "board": "forum:board forum:board_feed forum:watch_board",
    "draft": "forum:throw_draft",
    "board in the admin": "board:*",
    "room in the admin": "room:*",
    "word": "forum:watch_tag forum:tag_feed home:tag",
    "tag on the desk": "home:desk_tag home:desk_tag_merge home:desk_tag_state",
    "topic": """
        forum:topic forum:news forum:reply forum:read forum:close forum:reopen forum:pin forum:watch_topic
        forum:save_answer forum:move forum:merge forum:split forum:note forum:label
        forum:vote forum:voters forum:poll_export forum:prolong forum:topic_feed forum:gather home:topic_draft
    """,
    "file of the sitemap": "sitemap_part",
    "saved search": "search:saved_search search:saved_search_*",
    "consent": "forum:consent",
    "matter": "forum:matter forum:claim forum:give_back",
    "post": """
        forum:post forum:history forum:quote forum:edit forum:delete forum:restore forum:hide forum:solve forum:react
        forum:bookmark forum:bookmark_note forum:flag forum:appeal
    """,
    "post's picture": "forum:picture",
    "post's file": "forum:file",
    "page": """
        wagtail_serve wagtailadmin_pages:* wagtailadmin_explore* wagtailadmin_choose_page_child
        wagtailadmin_api:pages:* simple_translation:submit_page_translation
    """,
    "picture": "library_picture wagtailimages:* wagtailimages_chooser:* wagtailadmin_api:images:*",
    "document": "wagtaildocs_serve wagtaildocs:* wagtaildocs_chooser:* wagtailadmin_api:documents:*",
    "person": "wagtailusers_users:* home:people_send_again",
    "role": "home:people_end_role",
    "article": """
        wagtailadmin_pages:add wagtailadmin_pages:type_use* wagtailadmin_pages:*_on_add wagtailadmin_pages:*_parent
    """,
    "collection": "wagtailadmin_collections:*",
    "workflow": "wagtailadmin_workflows:*",
    "task": "wagtailadmin_workflows:*task*",
    "editing": "wagtailadmin_editing_sessions:*",
    "library": "wagtail_bulk_action",
    "tag": "wagtailadmin_tag_model_autocomplete",
    "synonym": "search:desk_synonym search:desk_synonym_remove",
    "best bet": "search:desk_bet search:desk_bet_remove",
    **{namespace: f"{namespace}:*" for namespace in REGISTERS},
}
ALONE: dict[str, list[dict[str, Any]]] = {
    "sitemap_part": [
        {"kind": kind, "block": 0} for kind in ("steder", "sider", "erfaringer", "ressurser", "diskusjoner")
    ],
    "ui:language": [{"code": "nn"}],
    "home:municipality": [{"slug": "grong"}, {"slug": "hamar"}, {"slug": "sarpsborg"}],
    "home:network": [{"slug": "innovasjon"}, {"slug": "heltid"}],
    "home:theme": [{"slug": "sykefravaer"}],
    "forum:watch_theme": [{"slug": "sykefravaer"}],
    "forum:theme_feed": [{"slug": "sykefravaer"}],
    "forum:receipt": [{"receipt": "nosuchreport"}],
    "notifications:unsubscribe": [{"token": "no-such-token"}],
    "members:welcome": [{"token": "no-such-token"}],
    "account_reset_password_from_key": [{"uidb36": "1", "key": "no-such-key"}],
}
SHOWS_NOTHING = """
    wagtailadmin_password_reset_confirm wagtailadmin_workflows:add_task wagtailadmin_pages:*workflow*
    wagtailredirects:* wagtaildocs:*_upload* wagtailimages:*_upload* wagtailadmin_api:pages:action
    simple_translation:submit_snippet_translation
"""
"""Routes whose addresses lead to nothing here: no page has a review or a form, nothing is uploaded halfway, and only
pages are translated."""
QUERIES = {
    "forum:index": ("", "?vis=ulest", "?vis=ubesvart", "?vis=lost", "?vis=mine", "?vis=deltatt", "?tema=sykefravaer"),
    "forum:topic": ("", "?rekkefolge=nyeste"),
    "forum:who": ("", "?emne={topic}&q=na", "?emne={topic}&q=gr"),
    "forum:similar": ("", "?tittel=zq+navn"),
    "home:tag_suggest": tuple(f"?q=zq{letter}" for letter in LETTERS),
    "home:desk_tags": ("", "?q=zq"),
    "forum:start": ("", "?tavle=room-tavle"),
    "search:results": (
        *(
            "",
            "?q=zq",
            "?q=navn",
            "?q=kanarifugl",
            "?kommune=grong",
            "?q=*",
            "?q=-finnesikke&order=used",
            "?q=title&order=newest",
        ),
        *(
            "?q=%22title%22",
            "?q=kommune:Grong",
            "?q=emneord:zq+title",
            "?q=nettverk:innovasjon",
            "?q=-title+type:erfaring",
        ),
    ),
    "search:suggest": ("?q=zq", *(f"?q=zq{letter}" for letter in LETTERS), "?q=title", "?q=navn", "?q=gro"),
    "search:feed": ("", "?q=zq", "?q=navn", "?q=title", "?kind=topic", "?kind=experience", "?q=-finnesikke"),
    "cases:experience_list": ("", "?again=no", "?theme=sykefravaer", "?municipality=grong", "?language=nb"),
    "cases:resource_list": ("", "?kind=form", "?theme=sykefravaer", "?municipality=grong", "?tag=zq"),
    "wagtailadmin_reports:*": ("", "?export=csv", "?export=xlsx"),
    "wagtailadmin_choose_page_search": ("?q=zq",),
    "wagtailsnippetchoosers_cases_experience:chosen_multiple": ("?id={experience}",),
    "wagtailsnippetchoosers_cases_resource:chosen_multiple": ("?id={resource}",),
    "wagtailsnippetchoosers_cases_*:choose*": ("", "?q=zq"),
    "wagtailsnippets_cases_*:list*": ("", "?q=zq", "?export=csv", "?export=xlsx"),
    "wagtailadmin_pages:search*": ("?q=zq",),
    "wagtailimages:index*": ("", "?q=zq"),
    "wagtaildocs:index*": ("", "?q=zq"),
    "wagtailadmin_tag_model_autocomplete": tuple(f"?term=zq{letter}" for letter in LETTERS),
}


@dataclass(frozen=True)
class Surface:
    """One address. `thing` is what it shows, where it shows one."""

    route: Route
    address: str
    thing: str = ""


def fits(name: str, patterns: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns.split())


def surfaces(world: World, role: str) -> Iterator[Surface]:
    """All that somebody in a role asks for; of the editors' admin what `in_the_admin` says."""
    for route in census():
        found = of_route(world, route)
        yield from in_the_admin(world, role, list(found)) if route.is_the_admins else found


def in_the_admin(world: World, role: str, found: list[Surface]) -> Iterator[Surface]:
    """Editors and administrators ask for all that shows what is secret to them, and editors for one thing of a kind
    that is not. Of those to whom the door is closed, the two with least and most in hand try each handle once."""
    if role not in {"editor", "administrator"}:
        yield from found[:1] if role in {"visitor", "leader"} else ()
        return
    told = 0
    for surface in found:
        secret = surface.thing and not may_know(role, world.layers.get(surface.thing, "public live"))
        told += not secret
        if secret or not surface.thing or (told == 1 and role == "editor"):
            yield surface


def of_route(world: World, route: Route) -> Iterator[Surface]:
    queries = next((those for pattern, those in QUERIES.items() if fits(route.name, pattern)), ("",))
    if route.parameters:
        for thing, parts in parts_for(world, route):
            yield from (Surface(route, route.address(parts) + query, thing) for query in queries)
        return
    for query in queries:
        ids = {
            kind: "&id=".join(str(parts["pk"]) for _, parts in world.addresses[kind])
            for kind in ("experience", "resource", "topic")
        }
        yield Surface(route, route.address({}) + query.format(**ids))


def parts_for(world: World, route: Route) -> Iterator[tuple[str, Parameters]]:
    """Each thing that the route can show, with what stands for it in the address; no address twice."""
    yield from (("", parts) for parts in ALONE.get(route.name, ()))
    seen: set[str] = set()
    for kind, names in ABOUT.items():
        for thing, parts in world.addresses[kind] if fits(route.name, names) else ():
            if route.parameters <= parts.keys() and (address := route.address(parts)) not in seen:
                seen.add(address)
                yield thing, parts
