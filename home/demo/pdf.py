"""Real, tagged PDFs for the demo's drafts: the same bytes for the same text."""

import json
from pathlib import Path

import typst

LAYOUT = Path(__file__).with_name("publication.typ")

LABELS = {
    "de": {
        "contents": "Inhalt",
        "footer": "Demonstration, keine amtliche Veröffentlichung",
        "notice": "Dieses Dokument gehört zu einer Demonstration. Es ist keine Veröffentlichung einer Behörde.",
        "page": "Seite {page} von {pages}",
        "what_changed": "Was sich geändert hat",
    },
    "en": {
        "contents": "Contents",
        "footer": "Demonstration, not an official publication",
        "notice": "This document is part of a demonstration. It is not a publication of any public authority.",
        "page": "Page {page} of {pages}",
        "what_changed": "What has changed",
    },
    "de-simple": {
        "contents": "Das steht in diesem Heft",
        "footer": "Nur ein Beispiel, nicht von einem Amt",
        "notice": "Dieses Heft ist nur ein Beispiel. Es ist nicht von einem Amt.",
        "page": "Seite {page} von {pages}",
        "what_changed": "Das ist neu",
    },
}


def make_pdf(language: str, publication: dict) -> bytes:
    """Return the PDF of one draft: ``title``, ``subtitle``, ``what_changed`` and ``sections`` of the demo's content.

    It is tagged after PDF/UA-1, so screen readers find title, language and headings.
    """
    is_simple = language == "de-simple"
    told = {
        "title": publication["title"],
        "subtitle": publication["subtitle"],
        "what_changed": publication.get("what_changed", ""),
        "sections": publication["sections"],
        "labels": LABELS[language],
        # typst knows languages of two or three letters only.
        "lang": language.split("-")[0],
        "size": 14 if is_simple else 11.5,
        "hyphenate": not is_simple,
    }
    return typst.compile(
        LAYOUT,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"publication": json.dumps(told, ensure_ascii=False)},
        timestamp=0,
    )
