"""What may be uploaded, told by content and not by name, and what an editor is told otherwise."""

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from downloads.file_facts import OFFICE_TYPES, PDF, FileFacts, FileRefused, read_file_facts
from downloads.models import PublicationFile
from home.demo.pdf import make_pdf
from tests.downloads.publications import make_publication, pdf_bytes

NOT_WHAT_IT_SAYS = "The content of this file isn't what its name says. Please save it again as a PDF and upload that."
PROTECTED = "This PDF is protected with a password. Please upload it without protection."
BROKEN_PDF = "This PDF is broken and can't be read. Please make it anew and upload that."
BROKEN = "This file is broken and can't be read. Please save it again and upload that."
SCRIPT = "This PDF holds a script. Please save it without scripts and upload that."
MACROS = "This file holds macros. Please save it without macros and upload that."


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def zipped(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(**more):
    return zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>", **more})


def odt(kind="odt", **more):
    return zipped(**{"mimetype": OFFICE_TYPES[kind], "content.xml": "<content/>", **more})


def protected_pdf(password):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes())))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    return written(writer)


def pdf_with_script(where, *, by_reference=False):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes())))
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    names = DictionaryObject({NameObject("/JavaScript"): script})
    entry = {"/Names": names, "/OpenAction": script}[where]
    writer.root_object[NameObject(where)] = writer._add_object(entry) if by_reference else entry
    return written(writer)


def pdf_that_says_marked(value):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes())))
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(value)})
    writer.root_object[NameObject("/StructTreeRoot")] = DictionaryObject()
    return written(writer)


def written(writer):
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def facts_of(name, content):
    return read_file_facts(ContentFile(content, name=name))


def test_the_facts_of_a_pdf_come_from_its_content():  # D1
    content = pdf_bytes(3)
    assert facts_of("Entwurf.PDF", content) == FileFacts(PDF, len(content), digest_of(content), 3, False, False, "")


def test_a_tagged_pdf_is_told_from_an_untagged_one():  # D1
    assert facts_of("a.pdf", make_pdf("de", {"title": "Titel", "subtitle": "", "sections": []})).is_tagged is True


@pytest.mark.parametrize("marked", [True, False])
def test_a_pdf_is_tagged_only_where_it_says_so_itself(marked):  # D1
    assert facts_of("a.pdf", pdf_that_says_marked(marked)).is_tagged is marked


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", docx()), ("a.odt", odt()), ("a.xlsx", zipped(**{"xl/workbook.xml": "<w/>"}))]
)
def test_an_office_document_tells_type_and_size_only(name, content):  # D1
    extension = name.split(".")[1]
    assert facts_of(name, content) == FileFacts(OFFICE_TYPES[extension], len(content), digest_of(content))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"", "This file is empty. Please save it again and upload that."),
        ("a.pdf", b"<html><script>alert(1)</script></html>", NOT_WHAT_IT_SAYS),
        ("a.pdf", b"GIF89a" + pdf_bytes(), NOT_WHAT_IT_SAYS),
        ("a.pdf", docx(), NOT_WHAT_IT_SAYS),
        ("a.pdf", b"%PDF-1.7 and then nothing of the kind", BROKEN_PDF),
        ("a.pdf", pdf_bytes()[:150], BROKEN_PDF),
        ("a.pdf", pdf_bytes(0), "This PDF has no pages. Please make it anew and upload that."),
        ("a.pdf", protected_pdf("secret"), PROTECTED),
        ("a.pdf", protected_pdf(""), PROTECTED),
        ("a.pdf", pdf_with_script("/Names"), SCRIPT),
        ("a.pdf", pdf_with_script("/OpenAction"), SCRIPT),
        ("a.pdf", pdf_with_script("/Names", by_reference=True), SCRIPT),
        ("a.pdf", pdf_with_script("/OpenAction", by_reference=True), SCRIPT),
        ("a.docx", b"PK\x03\x04 and then nothing", BROKEN),
        ("a.docx", docx(**{"word/vbaProject.bin": "x"}), MACROS),
        ("a.odt", odt(**{"Basic/script-lc.xml": "x"}), MACROS),
        ("a.docx", zipped(**{"evil.html": "x"}), NOT_WHAT_IT_SAYS),
        ("a.docx", odt(), NOT_WHAT_IT_SAYS),
        ("a.odt", odt("ods"), NOT_WHAT_IT_SAYS),
        ("a.html", b"<html></html>", NOT_WHAT_IT_SAYS),
        ("a.svg", b"<svg/>", NOT_WHAT_IT_SAYS),
        ("pdf", b"text", NOT_WHAT_IT_SAYS),
    ],
)
def test_what_may_not_be_offered_is_refused_with_a_sentence(name, content, message):  # D6
    with pytest.raises(FileRefused) as refused:
        facts_of(name, content)
    assert str(refused.value.message) == message


def test_a_file_above_the_limit_is_refused_with_both_sizes(settings):  # D6
    settings.DOWNLOADS_MAX_BYTES = 2048
    with pytest.raises(FileRefused) as refused:
        facts_of("a.pdf", b"%PDF-" + b"x" * 4091)
    message = str(refused.value.message).replace("\xa0", " ")
    assert message == "This file has 4.0 KB; at most 2.0 KB are possible. Please upload a smaller one."


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing_behind():  # D6
    file = PublicationFile(publication=make_publication(), language="de", title="Titel")
    file.file = ContentFile(b"no pdf", name="refused.pdf")
    with pytest.raises(ValidationError) as refused:
        file.full_clean()
    assert refused.value.message_dict["file"] == [NOT_WHAT_IT_SAYS]
    with pytest.raises(FileRefused):
        file.save()
    assert not storages["private"].exists("publications/refused.pdf")
