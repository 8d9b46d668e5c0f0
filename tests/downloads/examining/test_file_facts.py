"""What may be uploaded, told by content and not by name, and what an editor is told otherwise."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from downloads.examining.file_facts import OFFICE_TYPES, PDF, FileFacts, FileRefused, read_file_facts
from downloads.files.file_warnings import warnings_of
from downloads.models import PublicationFile
from home.demo.pdf import make_pdf
from tests.downloads.examining.office_writer import docx, odt, xlsx
from tests.downloads.examining.pdf_writer import objects_of, pdf, stream, written
from tests.downloads.hostile import OUTSIDE
from tests.downloads.publications import add_file, make_publication, pdf_bytes

NOT_WHAT_IT_SAYS = "The content of this file isn't what its name says. Please save it again as a PDF and upload that."


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def pdf_that_says_marked(value):
    told = b"true" if value else b"false"
    return pdf(b"/MarkInfo << /Marked %s >> /StructTreeRoot << /K 10 0 R >>" % told, _10=b"<< /S /Document >>")


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def facts_of(name, content):
    return read_file_facts(ContentFile(content, name=name))


def test_the_facts_of_a_pdf_come_from_its_content():  # D1
    content = pdf_bytes(3)
    assert facts_of("Entwurf.PDF", content) == FileFacts(
        PDF, len(content), digest_of(content), 3, False, False, False, ""
    )


def test_a_tagged_pdf_is_told_from_an_untagged_one():  # D1
    assert facts_of("a.pdf", make_pdf("de", {"title": "Titel", "subtitle": "", "sections": []})).is_tagged is True


@pytest.mark.parametrize("marked", [True, False])
def test_a_pdf_is_tagged_only_where_it_says_so_itself(marked):  # D1
    assert facts_of("a.pdf", pdf_that_says_marked(marked)).is_tagged is marked


@pytest.mark.parametrize(("name", "content"), [("a.docx", docx()), ("a.odt", odt()), ("a.xlsx", xlsx())])
def test_an_office_document_tells_type_and_size_only(name, content):  # D1
    extension = name.split(".")[1]
    assert facts_of(name, content) == FileFacts(OFFICE_TYPES[extension], len(content), digest_of(content))


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_may_not_be_offered_is_refused_with_a_sentence(name):  # D6
    given_name, content, sentence = OUTSIDE[name]
    with pytest.raises(FileRefused) as refused:
        facts_of(given_name, content)
    assert str(refused.value.message) == sentence


@pytest.mark.parametrize(
    ("named", "kept"), [("de-DE", "de-DE"), ("en", "en"), ("\x00de", ""), ("<script>", ""), ("d" * 50, "")]
)
def test_of_the_language_that_a_pdf_names_only_a_language_is_kept(named, kept):  # D6
    content = pdf(b"/Lang <%s>" % named.encode().hex().encode())
    assert facts_of("a.pdf", content).written_language == kept


def test_a_title_is_found_where_a_pdf_names_it():  # D6
    assert facts_of("a.pdf", pdf()).has_title is False
    metadata = b"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Analyse</rdf:li></rdf:Alt></dc:title>"
    described = pdf(b"/Metadata 10 0 R", _10=stream(metadata, b"/Type /Metadata /Subtype /XML"))
    assert facts_of("a.pdf", described).has_title is True
    named = written({**objects_of(), 10: b"<< /Title (Analyse) >>"}, b"/Info 10 0 R")
    assert facts_of("a.pdf", named).has_title is True


@pytest.mark.django_db
def test_an_editor_is_warned_of_what_readers_will_miss():  # D6
    def warned(content, language="de"):
        return warnings_of(add_file(make_publication(), language, content=content))

    good = make_pdf("de", {"title": "Titel", "subtitle": "", "sections": []})
    assert warned(good) == []
    assert warned(good, "en") == ["This PDF says that its language is de, but you chose English."]
    assert warned(pdf()) == [
        "This PDF has no tags: a screen reader can't tell headings, lists and tables.",
        "This PDF names no title: a screen reader reads out the name of the file instead.",
        "This PDF doesn't say in which language it is: a screen reader may read it wrongly.",
    ]
    assert warned(pdf_bytes())[0] == "This PDF holds pictures of text only: a screen reader reads out nothing."


def test_the_same_content_is_looked_at_once(monkeypatch):  # D6
    from downloads.examining import file_facts

    looked: list[str] = []
    monkeypatch.setattr(file_facts, "examine", lambda _file, kind: looked.append(kind) or {})
    content = pdf(_10=b"(looked at once)")
    assert facts_of("a.pdf", content) == facts_of("b.pdf", content)
    assert looked == ["pdf"]


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
