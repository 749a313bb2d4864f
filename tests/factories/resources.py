from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.attach import attach
from cases.models import Licence, Resource, ResourceKind
from cases.write import as_written, save_draft
from community.access.audience import PUBLIC
from community.members.models import User
from community.networks.models import Network
from tests.factories.networks import a_theme

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXTS = {
    "summary": "Et skjema for samtalen med nye vikarer.",
    "about": "Fyll det ut sammen den første dagen.",
    "kind": ResourceKind.FORM,
    "licence": Licence.CC_BY,
    "link": "https://example.org/skjema",
}


def a_resource_draft(author: User, network: Network, title: str = "Samtaleskjema", **fields: Any) -> Resource:
    """A draft as the author left it: a row that is not live, and its revision."""
    draft = Resource(
        **{
            "title": title,
            "audience": PUBLIC,
            "author": author,
            "author_name": author.name,
            "author_function": author.function,
            "municipality": author.municipality,
            "municipality_name": author.municipality.name if author.municipality else "",
            "network": network,
            "live": False,
            **TEXTS,
            **fields,
        }
    )
    draft.themes.set([a_theme()])
    draft.save()
    draft.save_revision(user=author, log_action="wagtail.create")
    return draft


def a_resource(author: User, network: Network, title: str = "Samtaleskjema", **fields: Any) -> Resource:
    """A published resource."""
    return published(a_resource_draft(author, network, title, **fields))


def published(resource: Resource) -> Resource:
    resource.latest_revision.publish()
    return Resource.objects.get(pk=resource.pk)


def with_file(resource: Resource, file: Any, note: str = "") -> Resource:
    """Saved with a file, as its author saves it."""
    draft = as_written(resource)
    draft.change_note = note
    attach(draft, {"new_file": file, "new_file_statement": "Kan leses av alle."}, by=resource.author)
    save_draft(draft, expected_version=draft.version, by=resource.author)
    return Resource.objects.get(pk=resource.pk)


def a_word_file(text: str = "Velkommen som vikar", name: str = "skjema.docx") -> SimpleUploadedFile:
    """A small one, as Word would write it."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
    return SimpleUploadedFile(name, packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document}))


def packed(members: dict[str, Any]) -> bytes:
    """The same for the same members, whatever the clock says."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def a_form(**fields: Any) -> dict[str, Any]:
    """What a page sends that holds no rows yet."""
    counts = {f"files-{name}": number for name, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
    typed = {"title": "Samtaleskjema", "summary": "Til den første samtalen.", "kind": "form", "licence": "cc_by"}
    theme = a_theme()
    said = {"themes": [theme.pk], "audience": PUBLIC, "language": "nb", "status": "current"}
    return {"key": uuid4(), "version": 0, "do": "save", **counts, **typed, **said, **fields}
