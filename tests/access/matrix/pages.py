"""Editors' pages and library in every state and audience."""

from typing import Any

from wagtail.rich_text import RichText

from community.images.models import LibraryDocument, Picture
from community.images.presets import ADMIN_SPECS, PAGE_SPECS
from home.models import ArticlePage, FrontPage
from tests.factories.images import a_document, a_picture

from .world import World

LAYER = {"public": "pages live", "members": "pages members", "network": "pages network"}


def everything(world: World) -> None:
    for audience in ("public", "members", "network"):
        page(world, f"page {audience}", audience, LAYER[audience])
    draft = page(world, "page draft", "public", "pages draft", publish=False)
    assert not draft.live
    down = page(world, "page unpublished", "public", "pages draft")
    down.unpublish()
    changed(world)
    leading_on(world)


def page(world: World, name: str, audience: str, layer: str, *, publish: bool = True) -> ArticlePage:
    says = world.speaker(name, layer)
    made = ArticlePage(
        pk=world.canaries.number(name, layer), slug=says("slug"), audience=world.audience(audience), live=False
    )
    _fill(world, made, name, layer)
    FrontPage.objects.get(slug="forside-nb").add_child(instance=made)
    revision = made.save_revision(user=world.person("editor"))
    if publish:
        revision.publish()
    fresh = ArticlePage.objects.get(pk=made.pk)
    world.things[name], world.layers[name] = fresh, layer
    _stands(world, name, fresh, revision.pk)
    return fresh


def changed(world: World) -> None:
    live = page(world, "page changed", "public", "pages live")
    _fill(world, live, "page changed", "pages draft")
    revision = live.save_revision(user=world.person("editor"))
    _stands(world, "page changed", live, revision.pk)


def leading_on(world: World) -> None:
    """What everyone may see leads to what is for some, by each way that a page can lead on."""
    live = page(world, "page leading on", "public", "pages live", publish=False)
    for audience in ("members", "network"):
        picture, document = _from_the_library(world, world.audience(audience), f"page {audience}")
        target = world.things[f"page {audience}"]
        links = f'<a linktype="page" id="{target.pk}">side</a> <a linktype="document" id="{document.pk}">fil</a>'
        live.body += [
            ("text", RichText(f"<p>{links}</p>")),
            ("fact_box", {"title": "Fakta", "text": RichText(f"<p>{links}</p>")}),
            ("video", {"title": "Film", "url": "https://film.example/1", "transcript": RichText(f"<p>{links}</p>")}),
            ("document", {"document": document, "title": ""}),
            ("picture", {"picture": picture, "alt_text": "Kai", "decorative": False}),
            ("call_to_action", {"button": "Videre", "page": target}),
        ]
    live.save_revision(user=world.person("editor")).publish()


def _stands(world: World, name: str, made: ArticlePage, revision: int) -> None:
    parts: dict[str, Any] = {"revision_id": revision, "revision_id_a": "earliest", "revision_id_b": "latest"}
    for part in ("page_id", "pk", "parent_page_id", "page_to_move_id"):
        parts[part] = made.pk
    world.stands_at("page", name, path=f"{made.slug}/", destination_id=made.get_parent().pk, **parts)


def _fill(world: World, made: ArticlePage, name: str, layer: str) -> None:
    says = world.speaker(name, layer)
    made.title, made.summary, made.seo_title = says("title"), says("summary"), says("seo title")
    made.search_description = says("description")
    picture, document = _from_the_library(world, made.audience, name)
    chosen = {
        "picture": picture,
        "decorative": False,
        **{part: says(part) for part in ("alt_text", "caption", "credit")},
    }
    made.body = [
        ("heading", {"text": says("heading"), "level": "2"}),
        ("text", f"<p>{says('text')}</p>"),
        ("quote", {"text": says("quote"), "who": says("who")}),
        ("fact_box", {"title": says("fact"), "text": says("fact text")}),
        ("picture", chosen),
        ("document", {"document": document, "title": says("link")}),
    ]


def _from_the_library(world: World, audience: str, name: str) -> tuple[Picture, LibraryDocument]:
    """What lies in the library has an audience of its own, whatever becomes of the page."""
    layer = next(layer for kind, layer in LAYER.items() if world.audience(kind) == audience)
    says = world.speaker(f"library of {name} {len(world.addresses.get('picture', []))}", layer)
    picture = Picture(title=says("picture title"), alt_text=says("picture alt"), audience=audience)
    picture.file = a_picture(f"{says('picture file')}.jpg")
    picture.save()
    document = LibraryDocument(title=says("document title"), audience=audience)
    document.file = a_document(f"{says('document file')}.pdf")
    document.save()
    drawn = picture.get_rendition(PAGE_SPECS[0])
    world.stands_at(
        "picture", name, image_id=picture.pk, pk=picture.pk, filter_spec=ADMIN_SPECS[0], path=drawn.file.name
    )
    world.stands_at(
        "document", name, document_id=document.pk, doc_id=document.pk, pk=document.pk, name=document.filename
    )
    return picture, document
