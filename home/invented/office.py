"""Small files as an office makes them, for the demo: written from lines of text, the same bytes in every run."""

from collections.abc import Sequence
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_PARTS = {
    "docx": ("word/document.xml", "wordprocessingml.document.main"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main"),
}


def made(name: str, lines: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A file of the type that its name says, with these lines; a spreadsheet with these rows."""
    ending = name.rpartition(".")[2]
    if ending == "pdf":
        return _pdf(lines)
    if ending == "txt":
        return "\n\n".join(lines).encode()
    if ending == "odt":
        return _odt(lines)
    members = {"docx": _word, "xlsx": lambda _lines: _sheet(rows), "pptx": _slides}[ending](lines)
    return _packed({**_office(ending, members), **members})


def _office(ending: str, members: dict[str, str]) -> dict[str, str]:
    """What says which part is which."""
    main, kind = _PARTS[ending]
    kinds = {f"/{main}": kind}
    kinds |= {f"/{part}": "spreadsheetml.worksheet" for part in members if part.startswith("xl/worksheets/sheet")}
    kinds |= {f"/{part}": "presentationml.slide" for part in members if part.startswith("ppt/slides/slide")}
    said = "".join(
        f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    basics = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_OFFICE}package/2006/content-types">{basics}{said}</Types>',
        "_rels/.rels": _relations([("officeDocument", main)]),
    }


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}officeDocument/2006/relationships/{kind}" Target="{part}"/>'
        for number, (kind, part) in enumerate(parts, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_OFFICE}package/2006/relationships">{rows}</Relationships>'


def _word(lines: Sequence[str]) -> dict[str, str]:
    heading = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    body = "".join(
        f"<w:p>{heading * (not number)}<w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for number, line in enumerate(lines)
    )
    space = f'xmlns:w="{_OFFICE}wordprocessingml/2006/main"'
    return {"word/document.xml": f"{_HEAD}<w:document {space}><w:body>{body}</w:body></w:document>"}


def _sheet(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    space = f'xmlns="{_OFFICE}spreadsheetml/2006/main" xmlns:r="{_OFFICE}officeDocument/2006/relationships"'
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    sheets = '<sheets><sheet name="Ark1" sheetId="1" r:id="rId1"/></sheets>'
    return {
        "xl/workbook.xml": f"{_HEAD}<workbook {space}>{sheets}</workbook>",
        "xl/_rels/workbook.xml.rels": _relations([("worksheet", "worksheets/sheet1.xml")]),
        "xl/worksheets/sheet1.xml": f"{_HEAD}<worksheet {space}><sheetData>{cells}</sheetData></worksheet>",
    }


def _slides(lines: Sequence[str]) -> dict[str, str]:
    space = " ".join(
        f'xmlns:{short}="{_OFFICE}{name}"'
        for short, name in (
            ("a", "drawingml/2006/main"),
            ("p", "presentationml/2006/main"),
            ("r", "officeDocument/2006/relationships"),
        )
    )
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    named = '<p:nvSpPr><p:cNvPr id="2" name="Tittel"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
    shape = f"<p:sp>{named}<p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp>"
    slides = {
        f"ppt/slides/slide{number}.xml": f"{_HEAD}<p:sld {space}><p:cSld><p:spTree>{group}"
        f"{shape % escape(line)}</p:spTree></p:cSld></p:sld>"
        for number, line in enumerate(lines, 1)
    }
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in range(1, len(lines) + 1))
    slide_list = f"<p:sldIdLst>{listed}</p:sldIdLst>"
    size = '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
    relations = [("slide", f"slides/slide{number}.xml") for number in range(1, len(lines) + 1)]
    return {
        "ppt/presentation.xml": f"{_HEAD}<p:presentation {space}>{slide_list}{size}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relations(relations),
        **slides,
    }


def _odt(lines: Sequence[str]) -> bytes:
    kind = "application/vnd.oasis.opendocument.text"
    space = f'xmlns:office="{_OPEN}office:1.0" xmlns:text="{_OPEN}text:1.0" office:version="1.3"'
    first, *rest = (escape(line) for line in lines)
    body = f'<text:h text:outline-level="1">{first}</text:h>' + "".join(f"<text:p>{line}</text:p>" for line in rest)
    manifest = f'xmlns:manifest="{_OPEN}manifest:1.0"'
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", kind), ("content.xml", "text/xml"))
    )
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    return _packed(
        {
            "mimetype": kind,
            "content.xml": f"{_HEAD}<office:document-content {space}>{content}</office:document-content>",
            "META-INF/manifest.xml": f"{_HEAD}<manifest:manifest {manifest}>{entries}</manifest:manifest>",
        }
    )


def _packed(members: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = ZipInfo(name)  # with the first day that a ZIP knows, and so always the same
            member.compress_type = 0 if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def _pdf(lines: Sequence[str]) -> bytes:
    """One page in Helvetica."""
    escaped = (line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines)
    shown = " ".join(f"({line}) Tj T*" for line in escaped).encode("cp1252", "replace")
    stream = b"BT /F1 14 Tf 28 TL 60 760 Td " + shown + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(nb)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer
