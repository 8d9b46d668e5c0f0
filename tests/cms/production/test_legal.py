"""Legal texts that nobody has written, published or read."""

import pytest

from cms.languages.models import LanguageProfile
from cms.models import SiteFrame
from cms.production.legal import frame, placeholders, published, read_by_natives
from tests.builders import add_page, make_frame, make_home

pytestmark = pytest.mark.django_db
LEGAL = ["Impressum", "Datenschutz", "Barrierefreiheit"]


def text(words: str) -> list:
    return [{"type": "text", "value": f"<p>{words}</p>"}]


@pytest.fixture
def pages():
    home = make_home()
    pages = [add_page(home, title, slug=title.lower(), body=text("Stadt Muster")) for title in LEGAL]
    make_frame(legal_menu=pages, privacy_page=pages[1])
    return pages


@pytest.mark.parametrize("check", [frame, published, placeholders])
def test_texts_that_are_written_are_silent(pages, check):  # O6
    assert list(check()) == []


def test_a_site_without_header_and_footer_is_told():  # O6
    [sentence] = frame()
    assert sentence.startswith("There are no header and footer yet")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"contact": ""}, "The contact in the footer is empty: it needs office and address."),
        ({"contact": "<p>[bitte ergänzen: Amt]</p>"}, "The contact in the footer holds a placeholder (de)."),
        ({"privacy_page": None}, "Header and footer name no privacy page, to which every form leads."),
        ({"legal_menu": []}, "The footer menu needs imprint, privacy and accessibility statement."),
    ],
)
def test_what_the_footer_lacks_is_told(pages, values, sentence):  # O6
    row = SiteFrame.objects.get()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    assert list(frame()) == [sentence]


def test_a_legal_page_that_is_a_draft_is_named(pages):  # O6
    pages[0].unpublish()
    assert list(published()) == ["The page 'Impressum' is not published."]


@pytest.mark.parametrize("words", ["[bitte ergänzen: Anschrift]", "[ Bitte ergänzen ]", "[please complete: address]"])
def test_a_placeholder_that_was_published_is_named(pages, words):  # O6
    pages[0].body = text(words)
    pages[0].save_revision().publish()
    assert list(placeholders()) == ["The page 'Impressum' (de) is published with a placeholder."]


def test_a_placeholder_in_a_draft_is_work_in_progress(pages):  # O6
    pages[0].body = text("[bitte ergänzen: Anschrift]")
    pages[0].save_revision()
    assert list(placeholders()) == []


def test_a_language_that_no_native_has_read_is_named(pages):  # O6
    def codes() -> list[str]:
        return [sentence.split("(")[1].split(")")[0] for sentence in read_by_natives()]

    assert codes() == ["en", "de-simple"]
    LanguageProfile.objects.filter(locale__language_code="en").update(read_by_native="Amt 5, 1 May")
    assert codes() == ["de-simple"]
