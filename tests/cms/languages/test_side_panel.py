"""The panel "Translations" beside Wagtail's editor."""

import pytest
from bs4 import BeautifulSoup

from cms.languages.board.sections import board_languages, cells_of, sections
from cms.languages.core.admin_addresses import edit_url, state_url
from tests.builders import add_page, make_admin, make_home, make_signup_form, translate
from tests.cms.languages.test_translation_state import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def panel(client, instance):
    page = BeautifulSoup(client.get(edit_url(instance)).content, "html.parser")
    return page.select_one(".translations-panel")


def lines(client, instance) -> list[tuple[str, str]]:
    """Each language with the words beside it."""
    found = panel(client, instance)
    return [
        (term.get_text(strip=True), " ".join(words.get_text(" ", strip=True).split()))
        for term, words in zip(found.select("dt"), found.select("dd"), strict=True)
    ]


def test_beside_a_german_page_stands_how_it_is_in_each_language(home, admin_client):  # E3 L4
    page = add_page(home, "Einladung", slug="einladung")
    translate(page, "en")
    assert lines(admin_client, page) == [("English", "aktuell Öffnen"), ("Einfache Sprache", "fehlt Anlegen")]
    publish(page, summary="Neu.")
    assert lines(admin_client, page) == [
        ("English", "veraltet Änderungen ansehen"),
        ("Einfache Sprache", "fehlt Anlegen"),
    ]


def test_beside_simple_german_stands_what_changed_in_german(home, admin_client):  # E3 L6
    page = add_page(home, "Einladung", slug="einladung")
    simple = translate(page, "de-simple")
    assert panel(admin_client, simple).select_one("p").get_text(strip=True) == "aktuell"
    publish(page, summary="Neu.")
    found = panel(admin_client, simple)
    assert found.select_one("p").get_text(strip=True) == "veraltet"
    assert [item.get_text(strip=True) for item in found.select("li")] == ["Kurztext"]
    assert found.select_one("a")["href"] == state_url(simple)


def test_a_form_has_the_panel_too(home, admin_client):  # E3
    form = make_signup_form()
    assert lines(admin_client, form) == [("English", "fehlt Übersetzen"), ("Einfache Sprache", "fehlt Anlegen")]


def test_below_a_page_that_is_missing_nothing_can_be_begun(home, admin_client):  # L7
    above = add_page(home, "Oben", slug="oben")
    below = add_page(above, "Unten", slug="unten")
    assert lines(admin_client, below)[0] == ("English", "fehlt")
    translate(above, "en")
    assert lines(admin_client, below)[0] == ("English", "fehlt Übersetzen")


def test_the_panel_of_a_page_agrees_with_the_board(home):  # L7
    above = add_page(home, "Oben", slug="oben")
    add_page(above, "Unten", slug="unten")
    user, languages = make_admin(), board_languages()
    board = {row.title: row.cells for section in sections(user, languages) for row in section.rows}
    for page in (home, above, above.get_children().get().specific):
        assert cells_of(page, user, languages) == board[page.title]
