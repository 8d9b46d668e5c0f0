"""Writes office documents part by part, so that they may hold what no office program writes."""

import io
import zipfile

from downloads.examining.file_facts import OFFICE_TYPES

SCHEMAS = "http://schemas.openxmlformats.org"
RELATIONS = f"{SCHEMAS}/officeDocument/2006/relationships"
WORD = f"{SCHEMAS}/wordprocessingml/2006/main"
SHEET = f"{SCHEMAS}/spreadsheetml/2006/main"
MAIN = {
    "docx": ("word/document.xml", f"{OFFICE_TYPES['docx']}.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE_TYPES['xlsx']}.main+xml"),
}
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:table="{ODF}:table:1.0" '
    f'xmlns:draw="{ODF}:drawing:1.0" xmlns:script="{ODF}:script:1.0" xmlns:form="{ODF}:form:1.0" '
    f'xmlns:meta="{ODF}:meta:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def archive(parts: dict[str, bytes | str], compression=zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return target.getvalue()


def types(kind: str, more: str = "") -> str:
    place, content_type = MAIN[kind]
    return (
        f'<Types xmlns="{SCHEMAS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{place}" ContentType="{content_type}"/>{more}</Types>'
    )


def relation(kind: str, target: str, mode: str = "") -> str:
    """The list of relations of a part, with this one in it; ``kind`` is the last word of its type."""
    told = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}"{told}/></Relationships>'
    )


def external(kind: str, target: str) -> str:
    return relation(kind, target, "External")


def word(body: str = "<w:p><w:r><w:t>Entwurf</w:t></w:r></w:p>") -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def field(*pieces: str) -> str:
    """A field whose instruction is written in these pieces."""
    written = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"<w:p>{mark('begin')}{written}{mark('separate')}{mark('end')}</w:p>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def docx(body: str | None = None, **more: bytes | str) -> bytes:
    parts = {
        "[Content_Types].xml": types("docx"),
        "_rels/.rels": relation("officeDocument", "word/document.xml"),
        "word/document.xml": word() if body is None else word(body),
    }
    return archive({**parts, **more})


def xlsx(cells: str = "", workbook: str = "", **more: bytes | str) -> bytes:
    parts = {
        "[Content_Types].xml": types("xlsx"),
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}"><sheets/>{workbook}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return archive({**parts, **more})


def odt(body: str = "", kind: str = "odt", **more: bytes | str) -> bytes:
    content = f"<office:document-content {ODF_NAMES}><office:body>{body}</office:body></office:document-content>"
    return archive({"mimetype": OFFICE_TYPES[kind], "content.xml": content, **more})


def formula(text: str) -> str:
    return f'<row r="1"><c r="A1"><f>{text}</f></c></row>'


def flagged_as_encrypted(content: bytes) -> bytes:
    """Set the bit that says so in each header of an archive."""
    changed = bytearray(content)
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(start)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(start, at + 4)
    return bytes(changed)
