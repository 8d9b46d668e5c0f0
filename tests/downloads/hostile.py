"""Files that nobody may offer, each made here, with the beginning of the sentence that the editor reads."""

import io
import zipfile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from downloads.file_facts import OFFICE_TYPES
from tests.downloads.publications import pdf_bytes

NOT_WHAT_IT_SAYS = "The content of this file isn't what its name says."
BROKEN_PDF = "This PDF is broken"
BROKEN = "This file is broken"
SCRIPT = "This PDF holds a script."
FILES_INSIDE = "This PDF holds other files."
MACROS = "This file holds macros."
PROGRAMS = "This file holds objects of other programs."
PROTECTED = "This file is protected with a password."
BOMB = "This file unfolds to far more than its size."


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pdf(change=None) -> bytes:
    """A PDF of two pages, changed by ``change(writer)``."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes())))
    if change:
        change(writer)
    return written(writer)


def action(kind="/JavaScript") -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/JS"): TextStringObject("app.alert(1)")})


def with_root(**entries):
    def change(writer: PdfWriter) -> None:
        for name, value in entries.items():
            writer.root_object[NameObject(f"/{name}")] = writer._add_object(value)

    return change


def with_annotation(**entries):
    def change(writer: PdfWriter) -> None:
        values = {"Type": NameObject("/Annot"), "Subtype": NameObject("/Link"), **entries}
        annotation = DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})
        writer.pages[1][NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])

    return change


def with_triggers(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action()})


def with_form(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"<xdp/>")
    form = DictionaryObject({NameObject("/XFA"): writer._add_object(stream)})
    writer.root_object[NameObject("/AcroForm")] = form


def its_own_parent(writer: PdfWriter) -> None:
    tree = writer.root_object["/Pages"].get_object()
    tree[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])
    tree[NameObject("/Count")] = NumberObject(10**9)


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes())))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    return written(writer)


def archive(parts: dict[str, bytes | str], compression=zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return target.getvalue()


def docx(**more: bytes | str) -> bytes:
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}
    return archive({**parts, **more})


def odt(kind: str = "odt", **more: bytes | str) -> bytes:
    return archive({"mimetype": OFFICE_TYPES[kind], "content.xml": "<content/>", **more})


def flagged_as_encrypted(content: bytes) -> bytes:
    """Set the bit that says so in each header of an archive."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


CORPUS: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.pdf", b"", "This file is empty."),
    "a page of HTML": ("a.pdf", b"<html><script>alert(1)</script></html>", NOT_WHAT_IT_SAYS),
    "a drawing": ("a.pdf", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", NOT_WHAT_IT_SAYS),
    "a program": ("a.pdf", b"MZ\x90\0" + b"\0" * 100, NOT_WHAT_IT_SAYS),
    "a picture before the PDF": ("a.pdf", b"GIF89a" + pdf_bytes(), NOT_WHAT_IT_SAYS),
    "an archive behind the PDF": ("a.pdf", pdf_bytes() + archive({"evil.html": "<html/>"}), NOT_WHAT_IT_SAYS),
    "HTML behind the PDF": ("a.pdf", pdf_bytes() + b"<html><script>alert(1)</script></html>", NOT_WHAT_IT_SAYS),
    "a document under another name": ("a.pdf", docx(), NOT_WHAT_IT_SAYS),
    "only the beginning of a PDF": ("a.pdf", pdf_bytes()[:150], BROKEN_PDF),
    "nothing behind the first line": ("a.pdf", b"%PDF-1.7 and then nothing of the kind %%EOF", BROKEN_PDF),
    "a page tree that is its own parent": ("a.pdf", pdf(its_own_parent), "This PDF "),
    "no pages": ("a.pdf", pdf_bytes(0), "This PDF has no pages."),
    "a password": ("a.pdf", encrypted("secret"), "This PDF is protected with a password."),
    "protected against changes": ("a.pdf", encrypted(""), "This PDF is protected with a password."),
    "a script at the start": ("a.pdf", pdf(with_root(OpenAction=action())), SCRIPT),
    "a program at the start": ("a.pdf", pdf(with_root(OpenAction=action("/Launch"))), SCRIPT),
    "a named script": ("a.pdf", pdf(with_root(Names=DictionaryObject({NameObject("/JavaScript"): action()}))), SCRIPT),
    "a script when it closes": ("a.pdf", pdf(with_root(AA=DictionaryObject({NameObject("/WC"): action()}))), SCRIPT),
    "a script on a page": ("a.pdf", pdf(with_triggers), SCRIPT),
    "a script behind a link": ("a.pdf", pdf(with_annotation(A=action())), SCRIPT),
    "a program behind a link": ("a.pdf", pdf(with_annotation(A=action("/Launch"))), SCRIPT),
    "a form that is a program": ("a.pdf", pdf(with_form), SCRIPT),
    "a file inside": ("a.pdf", pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), FILES_INSIDE),
    "a file pinned to a page": (
        "a.pdf",
        pdf(with_annotation(Subtype=NameObject("/FileAttachment"), Contents=ByteStringObject(b"x"))),
        FILES_INSIDE,
    ),
    "no archive": ("a.docx", b"PK\x03\x04 and then nothing", BROKEN),
    "an old format or a password": ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "This file is protected"),
    "macros": ("a.docx", docx(**{"word/vbaProject.bin": "x"}), MACROS),
    "macros under another name": (
        "a.docx",
        docx(**{"[Content_Types].xml": "<Override ContentType='application/vnd.ms-word.document.macroEnabled.main'/>"}),
        MACROS,
    ),
    "macros told in two bytes a letter": (
        "a.docx",
        docx(**{"[Content_Types].xml": "<Override ContentType='a.macroEnabled.main'/>".encode("utf-16")}),
        MACROS,
    ),
    "a template from elsewhere": (
        "a.docx",
        docx(
            **{
                "word/_rels/settings.xml.rels": "<Relationship Type='x/attachedTemplate' TargetMode='External' "
                "Target='https://evil.example/a.dotm'/>"
            }
        ),
        MACROS,
    ),
    "controls": ("a.docx", docx(**{"word/activeX/activeX1.bin": "x"}), MACROS),
    "macros of LibreOffice": ("a.odt", odt(**{"Basic/script-lc.xml": "x"}), MACROS),
    "scripts of LibreOffice": ("a.odt", odt(**{"Scripts/python/evil.py": "x"}), MACROS),
    "an object of another program": ("a.docx", docx(**{"word/embeddings/oleObject1.bin": "x"}), PROGRAMS),
    "a program inside": ("a.docx", docx(**{"word/media/setup.exe": "MZ"}), PROGRAMS),
    "an encrypted archive": ("a.docx", flagged_as_encrypted(docx()), PROTECTED),
    "an encrypted document": (
        "a.odt",
        odt(**{"META-INF/manifest.xml": "<manifest:encryption-data manifest:checksum='x'/>"}),
        PROTECTED,
    ),
    "a bomb": ("a.docx", docx(**{"word/media/a.bin": b"\0" * 60_000_000}), BOMB),
    "very many parts": ("a.odt", odt(**{f"Pictures/{number}": "" for number in range(5_001)}), BOMB),
    "the way out of the folder": ("a.docx", docx(**{"../../evil": "x"}), BROKEN),
    "an absolute name": ("a.docx", docx(**{"/etc/passwd": "x"}), BROKEN),
    "a part twice": ("a.docx", docx(**{"word/Document.xml": "<other/>"}), BROKEN),
    "HTML before the archive": ("a.docx", b"PK\x03\x04<html>" + docx(), NOT_WHAT_IT_SAYS),
    "HTML behind the archive": ("a.docx", docx() + b"<html><script>alert(1)</script></html>", NOT_WHAT_IT_SAYS),
    "another kind of document": ("a.docx", odt(), NOT_WHAT_IT_SAYS),
    "a spreadsheet under another name": ("a.odt", odt("ods"), NOT_WHAT_IT_SAYS),
    "an archive of anything": ("a.docx", archive({"page.xml": "x"}), NOT_WHAT_IT_SAYS),
}
NAMES = [
    "../../../etc/cron.d/evil.pdf",
    "C:\\Windows\\evil.pdf",
    "entwurf\u202efdp.exe.pdf",
    "a.php.pdf",
    "a;rm -rf.pdf",
    f"{'lang' * 40}.pdf",
    "Entwurf ünd größer.PDF",
]
FORBIDDEN_NAMES = ["a.html", "a.svg", "a.docm", "a.exe", "a.pdf.exe", "pdf", "a.pdf."]
