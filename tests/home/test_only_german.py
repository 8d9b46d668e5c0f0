"""What is only there in German is listed in every language, as German; nothing is silently absent."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import NewsIndexPage, NewsPage, ProcessPage
from tests.builders import add_page, make_frame, make_home, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


@pytest.fixture
def news(home):
    index = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    pages = [
        add_page(index, f"Meldung {day}", NewsPage, slug=f"meldung-{day}", date=date(2021, 5, day)) for day in (1, 2, 3)
    ]
    translate(pages[1], "en", "News item 2")
    translate(pages[2], "en", "Draft", live=False)
    return pages


def links(text, place=r".*"):
    """Address, language and name of each link there that says that it leads to German."""
    found = re.findall(r'<a (?:class="[^"]*" )?href="([^"]*)"([^>]*)hreflang="de"[^>]*>(.*?)</a>', text)
    return [(url, name) for url, _attributes, name in found if not re.search("Deutsch", name)]


def test_the_list_of_updates_holds_german_ones_in_their_place(news, client):  # L17
    response = client.get("/en/aktuelles/")
    titles = [(page.title, page.locale.language_code) for page in response.context["part"]().items]
    assert titles == [("Meldung 3", "de"), ("News item 2", "en"), ("Meldung 1", "de")]
    assert links(response.text) == [
        ("/de/aktuelles/meldung-3/", "Meldung 3"),
        ("/de/aktuelles/meldung-1/", "Meldung 1"),
    ]
    assert response.text.count("Text in German") == 2
    german = client.get("/de/aktuelles/").context["part"]().items
    assert [page.title for page in german] == ["Meldung 3", "Meldung 2", "Meldung 1"]


def test_the_latest_update_may_be_a_german_one_but_no_restricted_one(news, client):  # L17 X2
    assert links(client.get("/en/").text) == [("/de/aktuelles/meldung-3/", "Meldung 3")]
    PageViewRestriction.objects.create(page=news[2], restriction_type="login")
    response = client.get("/en/")
    assert (response.context["latest_news"]().title, links(response.text)) == ("News item 2", [])


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_list_of_updates_costs_the_same_however_long(news, client, code):  # F5 L17
    def cost():
        client.get(f"/{code}/aktuelles/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/{code}/aktuelles/").status_code == 200
        return len(captured)

    before = cost()
    for day in (4, 5, 6):
        add_page(news[0].get_parent().specific, f"Meldung {day}", NewsPage, date=date(2021, 5, day))
    assert cost() == before


def test_what_the_menus_lack_in_a_language_leads_to_german(home, client):  # L17 P9
    process = add_page(home, "Der Weg", ProcessPage, slug="weg")
    both = add_page(home, "Kontakt", slug="kontakt")
    translate(both, "en", "Contact")
    hidden = add_page(home, "Intern", slug="intern")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    imprint = add_page(home, "Impressum", slug="impressum")
    make_frame(main_menu=[process, both, hidden], legal_menu=[imprint, hidden])
    frame = client.get("/en/").context["frame"]
    assert [entry["title"] for entry in frame.main_menu] == ["Contact"]
    text = client.get("/en/").text
    assert '<h2 id="only-german-heading">More in German</h2>' in text
    assert links(text) == [("/de/weg/", "Der Weg"), ("/de/impressum/", "Impressum")]
    assert links(client.get("/en/kontakt/").text) == [("/de/impressum/", "Impressum")]
    assert links(client.get("/de/").text) == []


def test_pages_that_name_german_ones_are_valid_html(news, client, html_errors):  # A1 L17
    make_frame(main_menu=[news[0]], legal_menu=[news[0]])
    assert html_errors({path: client.get(path).text for path in ("/en/", "/en/aktuelles/")}) == []
