"""What Chromium prints: addresses that can be typed, no secret, no page too many."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from tests.browser.test_personal_walk import sign_up_and_confirm

A4 = {"format": "A4"}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, browser):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def printed(page) -> list[str]:
    """Return the text of each page of paper, without spaces and ligatures: a long address runs over several lines."""
    sheets = PdfReader(io.BytesIO(page.pdf(**A4))).pages
    return [re.sub(r"\s", "", unicodedata.normalize("NFKC", sheet.extract_text())) for sheet in sheets]


def test_the_sheet_for_the_day_is_one_page_without_a_secret(page, demo_site):  # A6 P15 V4
    address = f"paper-{id(page)}@example.org"
    sign_up_and_confirm(page, demo_site, "de", address)
    token = page.url.split("/my-signup/")[1].split("/")[0]
    [sheet] = printed(page)
    reference = page.locator(".reference").inner_text()
    assert [part in sheet for part in (reference, "AnaBeispiel", "GoldenePforte", "FürdenTagderVeranstaltung")] == [
        True
    ] * 4
    assert [part in sheet for part in ("my-signup", token[:12], "http", "löschen", "herunterladen")] == [False] * 5


def test_no_own_page_prints_its_links(browser, demo_site):  # A6 V4
    context = browser.new_context()
    page = context.new_page()
    sign_up_and_confirm(page, demo_site, "de", "paper-links@example.org")
    own_page, told = page.url, {}
    for step in ("?saved=1", "correct/", "cancel/", "erase/"):
        page.goto(own_page + step)
        told[step] = "my-signup" in "".join(printed(page))
    context.close()
    assert told == dict.fromkeys(told, False)


def test_a_page_for_everybody_prints_whole_addresses(page, demo_site):  # A6
    page.goto(f"{demo_site.url}/de/veranstaltungen/")
    text = "".join(printed(page))
    addresses = re.findall(r"\((https?://[^)]*|/[^)]*)\)", text)
    assert [address for address in addresses if not address.startswith("http")] == []
    assert [address for address in addresses if address.endswith("/de/veranstaltungen/offene-veranstaltung-1/")] != []


@pytest.mark.parametrize("language", ["de", "en", "de-simple", "ar"])
def test_an_event_fits_on_two_sheets_from_its_title_to_the_contact(browser, demo_site, language):  # A6
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{demo_site.url}/{language}/veranstaltungen/offene-veranstaltung-1/")
    sheets = printed(page)
    programme = page.locator(".rows time").all_inner_texts()
    context.close()
    text = "".join(sheets)
    assert len(sheets) <= 2
    assert [part for part in (*programme, "integration@dresden.example") if part not in text] == []
