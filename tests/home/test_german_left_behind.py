"""No German stands under another language: neither the website's own words nor an editor's sentences (L9, A4)."""

import polib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.models import Page

from cms.languages.state.source_texts import texts_of

# Shorter texts are names and numbers, which may be the same in many languages.
LONG_ENOUGH = 14


def spoken(html: bytes, code: str) -> set[str]:
    """Return the texts of a page that stand in its own language, as far as the markup says."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["script", "style"]):
        element.decompose()
    texts = set()
    for node in soup.find_all(string=True):
        language = next((parent["lang"] for parent in node.parents if parent.get("lang")), "")
        if language == code:
            texts.add(" ".join(node.split()))
    return {text for text in texts if len(text) >= LONG_ENOUGH}


def words_of_the_website() -> set[str]:
    """Return the German texts of the website that readers of other languages must not see."""
    german = polib.pofile(str(settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.po"))
    return {
        " ".join(entry.msgstr.split()) for entry in german if "%" not in entry.msgstr and entry.msgstr != entry.msgid
    }


def sentences_of_editors() -> set[str]:
    pages = Page.objects.live().filter(locale__language_code="de", depth__gt=1).specific()
    return {" ".join(text.split()) for page in pages for texts in texts_of(page).values() for text in texts}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_no_german_stands_under_another_language(demo, client, code):  # L9 A4
    german = words_of_the_website() | sentences_of_editors()
    pages = Page.objects.live().filter(locale__language_code=code, depth__gt=1)
    addresses = [page.url for page in pages] + [
        f"/{code}/{path}" for path in ("search/", "working-groups/", "nirgends/")
    ]
    left = {address: spoken(client.get(address).content, code) & german for address in addresses}
    assert {address: texts for address, texts in left.items() if texts} == {}
    assert len(addresses) > 8


def test_the_search_for_german_finds_what_it_looks_for(demo, client):
    """The control: on the German pages the same search finds both kinds."""
    shown = spoken(client.get("/de/").content, "de")
    assert shown & words_of_the_website()
    assert shown & sentences_of_editors()
