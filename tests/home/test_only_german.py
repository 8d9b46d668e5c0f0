"""What is only there in German is listed in every language, as German; nothing is silently absent."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import ActionPlanPage, ConceptPage, FieldOfActionPage, NewsIndexPage, NewsPage, ProcessPage
from tests.builders import (
    add_page,
    make_event,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    translate,
)

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


@pytest.fixture
def fields(home):
    """A concept in English whose second field of action isn't there in English."""
    concept = add_page(home, "Konzept", ConceptPage, slug="konzept")
    fields = [
        add_page(concept, f"Feld {name}", FieldOfActionPage, slug=name, situation="<p>Heute</p>", tasks="<p>Morgen</p>")
        for name in ("eins", "zwei", "drei")
    ]
    translate(fields[0], "en", "Field one")
    translate(fields[2], "en", "Field three")
    return fields


def test_fields_of_action_that_are_only_german_stand_in_their_place(fields, client):  # L17 P2
    response = client.get("/en/konzept/")
    titles = [field.title for field in response.context["fields"]()]
    assert titles == ["Field one", "Feld zwei", "Field three"]
    # Once among the contents, once as a card.
    assert links(response.text) == [("/de/konzept/zwei/", "Feld zwei")] * 2
    assert (response.text.count("Text in German"), response.text.count("Über Feld zwei.")) == (1, 0)
    assert [field.title for field in client.get("/de/konzept/").context["fields"]()] == [
        "Feld eins",
        "Feld zwei",
        "Feld drei",
    ]


def test_a_restricted_field_is_told_in_no_language(fields, client):  # L17 X2
    PageViewRestriction.objects.create(page=fields[1], restriction_type="login")
    assert links(client.get("/en/konzept/").text) == []


def plan_about(home, field, *event_pages) -> ActionPlanPage:
    goal = {
        "title": "Ein Ziel",
        "field_of_action": field.pk,
        "text": "<p>Darum.</p>",
        "events": [page.pk for page in event_pages],
        "measures": [],
    }
    plan = ActionPlanPage(title="Aktionsplan", slug="plan", summary="Ziele", locale=home.locale)
    plan.goals = plan._meta.get_field("goals").stream_block.to_python([{"type": "goal", "value": goal}])
    home.refresh_from_db()
    home.add_child(instance=plan)
    plan.save_revision().publish()
    return plan


def test_a_plan_names_its_field_and_its_events_in_german_where_they_are_only_there(home, fields, client):  # L17 P11
    index = make_event_index(home)
    page = make_event_page(index, make_event(), "Werkstatt", results=[("text", "<p>Ergebnis</p>")])
    translate(plan_about(home, fields[1], page), "en", "Action plan")
    assert links(client.get("/en/plan/").text) == [
        ("/de/konzept/zwei/", "Feld zwei"),
        (page.url, "Werkstatt"),
    ]
    assert f'href="{page.url}#results"' in client.get("/de/plan/").text


def test_a_field_names_german_goals_where_the_plan_is_only_there(home, fields, client):  # L17 P11
    plan = plan_about(home, fields[0])
    [(url, name)] = links(client.get("/en/konzept/eins/").text)
    assert (url.partition("#")[0], name) == (plan.url, "Ein Ziel")
    assert links(client.get("/de/konzept/eins/").text) == []


def test_an_event_without_results_is_linked_as_a_page(home, fields, client):  # P11
    page = make_event_page(make_event_index(home), make_event(), "Werkstatt")
    plan_about(home, fields[0], page)
    assert f'href="{page.url}"' in client.get("/de/plan/").text


def test_the_second_part_of_a_list_has_a_title_of_its_own(home, news, client, monkeypatch):  # A1
    monkeypatch.setattr("home.models.news.NEWS_AT_ONCE", 2)
    titles = [
        re.search("<title>(.*?)</title>", client.get(f"/en/aktuelles/{part}").text)[1] for part in ("", "?page=2")
    ]
    assert [", Page 2 - " in title for title in titles] == [False, True]


def test_pages_that_name_german_ones_are_valid_html(news, fields, client, html_errors):  # A1 L17
    make_frame(main_menu=[news[0]], legal_menu=[news[0]])
    paths = ("/en/", "/en/aktuelles/", "/en/konzept/", "/en/search/?q=Meldung")
    assert html_errors({path: client.get(path).text for path in paths}) == []
