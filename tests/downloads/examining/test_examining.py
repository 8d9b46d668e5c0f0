"""What a file does is found wherever it stands in it; honest files pass; no file stops or fills the machine."""

import io
import sys

import pytest

from downloads.examining import process
from downloads.examining.file_refusals import REFUSALS
from downloads.examining.findings import Finding, Found
from downloads.examining.office import examine_office
from downloads.examining.pdf import examine_pdf
from downloads.examining.process import examine
from home.demo.pdf import make_pdf
from tests.downloads.examining.harmless import HARMLESS_OFFICES, HARMLESS_PDFS
from tests.downloads.examining.hostile_offices import HOSTILE_OFFICES
from tests.downloads.examining.hostile_pdfs import FILLS_THE_MEMORY, HOSTILE_PDFS
from tests.downloads.examining.pdf_writer import folded, objects_of, stream, written

DRAWING = b"0 0 200 300 re f Q"
TAGS = b"/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot /K 12 0 R >> /Lang (de)"


def finding_of(examined, *arguments) -> Finding | None:
    try:
        examined(*arguments)
    except Found as found:
        return found.finding
    return None


@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_a_pdf_is_refused_by_what_it_does(name):  # D6
    content, why = HOSTILE_PDFS[name]
    assert finding_of(examine_pdf, io.BytesIO(content)) == why


@pytest.mark.parametrize("name", HOSTILE_OFFICES)
def test_an_office_document_is_refused_by_what_it_does(name):  # D6
    kind, content, why = HOSTILE_OFFICES[name]
    assert finding_of(examine_office, io.BytesIO(content), kind) == why


@pytest.mark.parametrize("name", HARMLESS_PDFS)
def test_an_honest_pdf_passes(name):  # D6
    assert finding_of(examine_pdf, io.BytesIO(HARMLESS_PDFS[name])) is None


@pytest.mark.parametrize("name", HARMLESS_OFFICES)
def test_an_honest_office_document_passes(name):  # D6
    kind, content = HARMLESS_OFFICES[name]
    assert finding_of(examine_office, io.BytesIO(content), kind) is None


def test_there_are_sentences_for_all_that_is_found():  # D6
    assert REFUSALS.keys() == set(Finding)
    assert len({str(sentence) for sentence in REFUSALS.values()}) >= len(Finding) - 3


def test_the_process_tells_facts_and_findings():  # D6
    tagged = make_pdf("de", {"title": "Analyse", "subtitle": "", "sections": []})
    facts = {"pages": 2, "has_text": True, "is_tagged": True, "has_title": True, "written_language": "de"}
    assert examine(io.BytesIO(tagged), "pdf") == facts
    assert examine(io.BytesIO(HARMLESS_OFFICES["a text"][1]), "docx") == {}
    content, why = HOSTILE_PDFS["a script behind the action at the start"]
    assert finding_of(examine, io.BytesIO(content), "pdf") == why


def test_a_pdf_that_would_fill_the_memory_is_refused():  # D6
    assert finding_of(examine, io.BytesIO(FILLS_THE_MEMORY), "pdf") == Finding.PDF_BROKEN


def test_a_process_that_is_ended_or_takes_too_long_is_a_refusal(tmp_path, monkeypatch):  # D6
    program = tmp_path / "program.py"
    monkeypatch.setattr(process, "PROGRAM", program)
    program.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGXCPU)\n")
    assert finding_of(examine, io.BytesIO(b"x"), "pdf") == Finding.TOO_COMPLICATED
    monkeypatch.setattr(process, "SECONDS", 0.2)
    program.write_text("import time\ntime.sleep(30)\n")
    assert finding_of(examine, io.BytesIO(b"x"), "pdf") == Finding.TOO_COMPLICATED


def test_a_fault_of_our_own_is_no_refusal(tmp_path, monkeypatch):  # D6
    program = tmp_path / "program.py"
    program.write_text("raise SystemExit('no parser here')\n")
    monkeypatch.setattr(process, "PROGRAM", program)
    with pytest.raises(RuntimeError, match="no parser here"):
        examine(io.BytesIO(b"x"), "pdf")


def test_the_process_knows_none_of_the_secrets_of_the_site(tmp_path, monkeypatch):  # D6
    monkeypatch.setenv("SECRET_KEY", "secret")
    program = tmp_path / "program.py"
    program.write_text("import json, os, sys\nprint(json.dumps({'facts': [sorted(os.environ), sys.flags.isolated]}))\n")
    monkeypatch.setattr(process, "PROGRAM", program)
    names, is_isolated = examine(io.BytesIO(b"x"), "pdf")
    assert ("SECRET_KEY" in names, is_isolated) == (False, 1)


def test_what_looks_into_files_knows_nothing_of_the_site():  # D6
    import subprocess

    told = "import sys, downloads.examining.pdf, downloads.examining.office; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (stream(b"BT /F1 12 Tf (Entwurf) Tj ET"), (True, True)),
        (stream(b"BT /F1 12 Tf [(Ent) -20 (wurf)] TJ ET"), (True, True)),
        (folded(b"BT /F1 12 Tf <0102> Tj ET"), (True, True)),
        (stream(DRAWING), (False, False)),
        (stream(b"BT ( ) Tj () Tj ET " + DRAWING), (False, False)),
        (folded(b"0 0 1 1 re f " * 30_000_000), (False, False)),
    ],
    ids=["a string", "strings", "numbers of letters", "a drawing", "blanks", "a bomb"],
)
def test_a_scan_without_text_is_never_called_accessible(content, expected):  # D6
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R >>"
    objects = {**objects_of(TAGS), 3: page, 4: content, 12: b"<< /Type /StructElem /S /Document >>"}
    facts = examine_pdf(io.BytesIO(written(objects)))
    assert (facts["has_text"], facts["is_tagged"]) == expected


def test_of_many_pages_half_must_hold_text():  # D6
    def facts(with_text: int, pages: int) -> dict:
        numbers = range(30, 30 + pages)
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents %d 0 R >>"
        objects = {
            **objects_of(TAGS),
            2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(b"%d 0 R" % one for one in numbers)),
            11: stream(DRAWING),
            12: b"<< /Type /StructElem /S /Document >>",
            **{number: page % (4 if number < 30 + with_text else 11) for number in numbers},
        }
        del objects[3]
        return examine_pdf(io.BytesIO(written(objects)))

    assert [facts(with_text, 4)["has_text"] for with_text in (0, 1, 2, 4)] == [False, False, True, True]
