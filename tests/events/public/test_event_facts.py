"""An event that has no page in the reader's language yet shows its facts in it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.builders import (
    make_event,
    make_event_index,
    make_event_page,
    make_home,
    open_language,
    signed_up_and_confirmed,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    translate(home, "ar", "الرئيسية")
    open_language("ar")
    return home


@pytest.fixture
def page(home):
    return make_event_page(make_event_index(home), make_event(capacity=3), "Werkstatt", slug="werkstatt")


def address(page, code="ar"):
    return f"/{code}/event/{page.event.public_id}/"


def test_an_arabic_reader_gets_from_the_home_page_to_facts_and_sign_up(page, client):  # L17 L16
    (card,) = client.get("/ar/").context["upcoming_events"]()
    assert (card.url, card.title, card.title_lang, card.is_only_german) == (address(page), "Werkstatt", "de", True)
    assert client.get("/ar/").context["next_step"]().url == f"/ar/signup/{page.event.public_id}/"
    response = client.get(card.url)
    assert response.status_code == 200
    assert '<html lang="ar" dir="rtl">' in response.text
    assert re.search(r"<h1 lang=\"de\" dir=\"auto\">Werkstatt</h1>", response.text)
    assert f'href="/ar/signup/{page.event.public_id}/"' in response.text
    assert '<a class="next-link" href="/de/veranstaltungen/werkstatt/" hreflang="de">' in response.text


def test_it_is_not_for_search_engines_which_read_the_german_page(page, client):  # L17 P7
    text = client.get(address(page)).text
    assert re.findall(r'<meta name="robots"[^>]*>|<link rel="(?:canonical|alternate)" h[^>]*>', text) == [
        '<meta name="robots" content="noindex">',
        '<link rel="canonical" href="http://127.0.0.1:8000/de/veranstaltungen/werkstatt/">',
    ]


def test_the_switcher_leads_to_the_same_event_in_each_language(page, client):  # L14 L17
    translate(page, "en", "Workshop")
    expected = [
        ("de", "/de/veranstaltungen/werkstatt/", False),
        ("en", "/en/veranstaltungen/werkstatt/", False),
        ("de-simple", address(page, "de-simple"), True),
        ("ar", address(page), True),
    ]
    for shown in (page.url, address(page)):
        links = client.get(shown).context["switcher"]
        assert [(link["code"], link["url"], link["is_stand_in"]) for link in links] == expected
    alternates = re.findall(r'<link rel="alternate" hreflang="([^"]*)"', client.get(page.url).text)
    assert alternates == ["de", "en", "x-default"]


def test_as_soon_as_there_is_a_page_its_facts_lead_to_it_and_back_again(page, client):  # L17
    assert client.get(address(page, "de")).headers["Location"] == page.url
    arabic = translate(page, "ar", "ورشة")
    response = client.get(address(page))
    assert (response.status_code, response.headers["Location"]) == (302, arabic.url)
    arabic.unpublish()
    assert client.get(address(page)).status_code == 200


@pytest.mark.parametrize("why", ["draft", "restricted", "event is a draft", "unknown", "above is restricted"])
def test_what_nobody_may_know_answers_like_what_is_not_there(page, client, why):  # X2 L17
    if why == "draft":
        page.unpublish()
    elif why == "event is a draft":
        type(page.event).objects.update(live=False)
    elif why != "unknown":
        restricted = page if why == "restricted" else page.get_parent()
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    asked = "/ar/event/nichtsdort/" if why == "unknown" else address(page)
    unknown = client.get("/ar/event/gibtsnicht/")
    response = client.get(asked)
    assert (response.status_code, response.context["facts"]) == (404, None)
    assert response.text.replace("nichtsdort", "x").replace(page.event.public_id, "x") == unknown.text.replace(
        "gibtsnicht", "x"
    )
    is_listed = why == "unknown"
    assert [facts.title for facts in client.get("/ar/").context["upcoming_events"]()] == ["Werkstatt"] * is_listed


def test_a_guessed_address_still_gets_the_helpful_404(page, client):  # L16
    response = client.get("/ar/veranstaltungen/werkstatt/")
    assert (response.status_code, response.context["facts"].title) == (404, "Werkstatt")


def test_the_queries_are_the_same_however_many_events_and_sign_ups_there_are(page, client):  # F5 L17
    def cost():
        client.get(address(page))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(page)).status_code == 200
        return len(captured)

    before = cost()
    index = page.get_parent().specific
    for number in range(3):
        signed_up_and_confirmed(make_event_page(index, make_event(f"Nummer {number}")).event, number)
    assert cost() == before
