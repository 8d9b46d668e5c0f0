"""The PDFs of the demo: real, accessible, the same each time."""

import io
import tomllib
from pathlib import Path

import pytest
from pypdf import PdfReader

from home.demo import pdf
from home.demo.pdf import make_pdf

CONTENT = Path(pdf.__file__).with_name("content")
DRAFTS = [
    (language, draft)
    for language, name in [("de", "de.toml"), ("en", "en_publications.toml"), ("de-simple", "de_simple.toml")]
    for draft in tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))["publications"]
]


@pytest.mark.parametrize(("language", "draft"), DRAFTS, ids=[f"{code}-{draft['key']}" for code, draft in DRAFTS])
def test_a_draft_is_a_tagged_pdf_with_title_language_and_all_its_text(language, draft):  # P10 D1
    reader = PdfReader(io.BytesIO(make_pdf(language, draft)))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/K" in root["/StructTreeRoot"]
    assert root["/Lang"] == language.split("-")[0]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == draft["title"]
    text = "".join("".join(page.extract_text() for page in reader.pages).split()).replace("-", "")
    headings = ["".join(section["heading"].split()).replace("-", "") for section in draft["sections"]]
    assert [heading for heading in headings if heading not in text] == []


def test_the_same_text_gives_the_same_bytes():  # P10
    language, draft = DRAFTS[0]
    assert make_pdf(language, draft) == make_pdf(language, draft)
