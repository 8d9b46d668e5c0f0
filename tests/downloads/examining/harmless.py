"""Honest files with much in them, each made here: all of them may be offered."""

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from home.demo.pdf import make_pdf
from tests.downloads.examining.office_writer import docx, external, field, formula, mark, odt, relation, types, xlsx
from tests.downloads.examining.pdf_writer import (
    folded,
    in_object_stream,
    objects_of,
    pdf,
    saved_again,
    stream,
    written,
)

TEXT = {"title": "Analyse", "subtitle": "2. Entwurf", "sections": []}


def saved(**how) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf("de", TEXT))) as document:
        document.save(target, **how)
    return target.getvalue()


def with_bookmarks() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        with document.open_outline() as outline:
            outline.root.append(OutlineItem("Analyse", 0))
            outline.root[0].children.append(OutlineItem("Anhang", 0))
        document.save(target)
    return target.getvalue()


def with_layers() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Plan"))
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
        document.save(target)
    return target.getvalue()


def form() -> bytes:
    fields = b"/AcroForm << /Fields [11 0 R 12 0 R] /DA (/F1 12 Tf) /DR << /Font << /F1 5 0 R >> >> >>"
    return pdf(
        root=fields,
        page=b"/Annots [11 0 R 12 0 R]",
        _11=b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /TU (Ihr Name) /Rect [0 0 90 9] >>",
        _12=b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (leeren) /Rect [0 20 90 29] /A << /S /ResetForm >> >>",
    )


def links(*addresses: bytes) -> bytes:
    annotations = b" ".join(
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%s) >> >>" % address
        for address in addresses
    )
    return pdf(page=b"/Annots [%s]" % annotations)


def with_a_table_inside() -> bytes:
    return pdf(
        root=b"/AF [10 0 R] /Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>",
        _10=b"<< /Type /Filespec /F (zahlen.csv) /UF (zahlen.csv) /AFRelationship /Data /EF << /F 11 0 R >> >>",
        _11=folded("Ort;Zahl\nMünster;12\n".encode(), b"/Type /EmbeddedFile /Subtype /text#2Fcsv"),
    )


def large() -> bytes:
    # As a plan from a scanner: nothing in it folds.
    noise = Path(__file__).read_bytes() * (20 * 1024 * 1024 // Path(__file__).stat().st_size)
    entries = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    return written({**objects_of(), 10: stream(noise, entries)})


def many_objects() -> bytes:
    row = b"<< /Type /StructElem /S /P /Pg 3 0 R /K [1 2 3] /A << /O /Layout /Placement /Block >> >>"
    return written({**objects_of(), **dict.fromkeys(range(30, 20030), row)})


HARMLESS_PDFS: dict[str, bytes] = {
    "a page of text": pdf(),
    "tagged": make_pdf("de", TEXT),
    "tagged, with streams of objects": saved(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "tagged, made for the web": saved(linearize=True),
    "an object in a stream of objects": in_object_stream(b"<< /S /GoTo /D [3 0 R /Fit] >>", b"/OpenAction 10 0 R"),
    "a form without a script": form(),
    "links to the web, to a mail, to a telephone, to a place": links(
        b"https://www.muenster.de/", b"www.muenster.de", b"mailto:a@example.org", b"tel:+492511234", b"#anhang"
    ),
    "links in the document": pdf(
        page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [3 0 R /Fit] >> >>]"
    ),
    "the next page behind a button": pdf(
        page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Named /N /NextPage >> >>]"
    ),
    "bookmarks": with_bookmarks(),
    "layers": with_layers(),
    "opens at a page": pdf(root=b"/OpenAction [3 0 R /Fit] /PageMode /UseOutlines"),
    "an empty list of scripts": pdf(root=b"/Names << /JavaScript << /Names [] >> /EmbeddedFiles << /Names [] >> >>"),
    "a note": pdf(page=b"/Annots [<< /Type /Annot /Subtype /Text /Contents (Bitte pr\\374fen) /Rect [0 0 9 9] >>]"),
    "saved again": saved_again(pdf(), {15: b"<< /Kept /Yes >>"}),
    "a table inside": with_a_table_inside(),
    "text in a drawing": pdf(_10=stream(b"BT (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")),
    "twenty megabytes": large(),
    "twenty thousand objects": many_objects(),
}
PRINTER = '<Default Extension="bin" ContentType="application/printerSettings"/>'
LINK = '<text:p><text:a xlink:href="https://www.muenster.de">Stadt</text:a></text:p>'
PICTURES = {f"word/media/image{number}.png": b"\x89PNG" + bytes(range(256)) * 40 for number in range(30)}
HARMLESS_OFFICES: dict[str, tuple[str, bytes]] = {
    "a text": ("docx", docx()),
    "fields": ("docx", docx(field(" PAGE ") + field(' TOC \\o "1-3" \\h ') + field("MACROBUTTON Nichts Hier klicken"))),
    "a field in a field": (
        "docx",
        docx(f"<w:p>{mark('begin')}<w:r><w:instrText> IF </w:instrText></w:r>{field('PAGE')}{mark('end')}</w:p>"),
    ),
    "a sum of pages": (
        "docx",
        docx(f"<w:p>{mark('begin')}<w:r><w:instrText>=</w:instrText></w:r>{field('PAGE')}{mark('end')}</w:p>"),
    ),
    "links": (
        "docx",
        docx(
            field('HYPERLINK "https://www.muenster.de"') + field('HYPERLINK \\l "anhang"'),
            **{"word/_rels/document.xml.rels": external("hyperlink", "mailto:a@example.org")},
        ),
    ),
    "pictures and a chart": ("docx", docx(**PICTURES, **{"word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx()})),
    "the word DDE in the text": ("docx", docx("<w:p><w:r><w:t>DDEAUTO ist ein Feld.</w:t></w:r></w:p>")),
    "a drawing that is no XML": ("docx", docx(**{"word/drawings/vmlDrawing1.vml": "<xml><v:shape/><br></xml>"})),
    "a template of the same program": (
        "docx",
        docx(**{"word/_rels/settings.xml.rels": relation("attachedTemplate", "Normal.dotm")}),
    ),
    "a table": ("xlsx", xlsx(formula('SUM(A2:A9)&amp;"a | b"'))),
    "a table with settings for a printer": (
        "xlsx",
        xlsx(**{
            "[Content_Types].xml": types("xlsx", PRINTER),
            "xl/printerSettings/printerSettings1.bin": "x",
        }),
    ),
    "a text of LibreOffice": (
        "odt",
        odt(LINK, **{"Object 1/content.xml": "<a/>"}),
    ),
    "made from a template": ("odt", odt(**{"meta.xml": '<m xmlns:x="a"><template x:href="file:///C:/a.ott"/></m>'})),
    "pictures of LibreOffice": ("odt", odt('<draw:image xlink:href="Pictures/1.png"/>', **{"Pictures/1.png": "x"})),
    "a table of LibreOffice": ("ods", odt('<table:table-cell table:formula="of:=SUM([.A1:.A9])"/>', "ods")),
}  # fmt: skip
