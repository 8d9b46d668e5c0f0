"""Lists, teasers and links name only what visitors reach, in the reader's language."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import ActionPlanPage, ConceptPage, FieldOfActionPage, NewsIndexPage, NewsPage, ProcessPage
from tests.builders import add_page, make_event_index, make_event_page, make_home, translate
from tests.downloads.publications import add_file, make_publication

pytestmark = pytest.mark.django_db

FIELD_TEXTS = {"situation": "<p>Heute</p>", "tasks": "<p>Morgen</p>"}


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


@pytest.fixture
def concept(home):
    return add_page(home, "Konzept", ConceptPage, slug="konzept")


def add_field(concept, title, **fields):
    return add_page(concept, title, FieldOfActionPage, **{**FIELD_TEXTS, **fields})


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def add_plan(home, *goals):
    """An action plan with one goal for each (field of action, events)."""
    values = [
        {"title": "Ziel", "field_of_action": field, "text": "<p>Weil</p>", "events": events, "measures": []}
        for field, events in goals
    ]
    return add_page(home, "Plan", ActionPlanPage, slug="plan", goals=[("goal", value) for value in values])


def cost(client, url):
    """The number of queries of an address that was asked for before."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def addresses(response):
    """Where the buttons of a page lead."""
    return re.findall(r'<a class="button" href="([^"]*)"', response.text)


def test_a_restricted_update_is_neither_the_latest_nor_in_the_list(home, client):  # X2
    index = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    shown = add_page(index, "Offen", NewsPage, date="2021-01-01")
    restrict(add_page(index, "Geheim", NewsPage, date="2021-02-02"))
    assert client.get("/de/").context["latest_news"]() == shown
    assert list(client.get("/de/aktuelles/").context["part"]().items) == [shown]


def test_a_restricted_field_of_action_is_neither_listed_nor_the_next(concept, client):  # X2
    fields = [add_field(concept, title) for title in ("A", "B", "C")]
    restrict(fields[1])
    assert client.get("/de/konzept/").context["fields"]() == [fields[0], fields[2]]
    assert client.get(fields[0].url).context["neighbours"]()["next"] == fields[2]
    assert client.get(fields[2].url).context["neighbours"]()["previous"] == fields[0]


def test_a_goal_names_neither_drafts_nor_restricted_pages(home, concept, client):  # X2
    index = make_event_index(home)
    draft, restricted = add_field(concept, "Entwurf", live=False), add_field(concept, "Intern")
    restricted_event = make_event_page(index, title="Geheime Werkstatt")
    shown_event = make_event_page(index, title="Offene Werkstatt")
    for page in (restricted, restricted_event):
        restrict(page)
    add_plan(home, (draft, [restricted_event, shown_event]), (restricted, []))
    text = client.get("/de/plan/").text
    named = [title for title in ("Entwurf", "Intern", "Geheime Werkstatt", "Offene Werkstatt") if title in text]
    assert named == ["Offene Werkstatt"]


def test_a_goal_names_a_german_page_as_german_where_the_readers_language_lacks_it(home, concept, client):  # A4, X2
    translated, german_only, drafted = (add_field(concept, title) for title in ("Deutschkurse", "Arbeit", "Wohnen"))
    translate(translated, "en", "Language")
    english_draft = translate(drafted, "en", "Housing", live=False)
    plan = add_plan(home, (translated, []), (german_only, []), (english_draft, []))
    translate(plan, "en", "Plan")
    text = client.get("/en/plan/").text
    titles = ("Language", "Deutschkurse", "Arbeit", "Wohnen", "Housing")
    assert [title for title in titles if title in text] == ["Language", "Arbeit", "Wohnen"]
    assert re.findall(r'lang="de"[^>]*>(Arbeit|Wohnen)<', text) == ["Arbeit", "Wohnen"]


def test_the_number_of_queries_does_not_grow_with_the_goals(home, concept, client):  # P11
    index = make_event_index(home)
    fields = [add_field(concept, title) for title in ("A", "B", "C")]
    events = [make_event_page(index, title=title) for title in ("X", "Y", "Z")]
    for page in [*fields, *events]:
        translate(page, "en")
    plan = translate(add_plan(home, (fields[0], events[:1])), "en")
    before = cost(client, "/en/plan/")
    goal = dict(plan.goals[0].value)
    plan.goals = [("goal", {**goal, "field_of_action": field, "events": events}) for field in fields]
    plan.save_revision().publish()
    assert cost(client, "/en/plan/") == before


def test_a_button_leads_to_the_page_in_the_readers_language_or_says_that_it_is_german(home, client):  # A4, X2 L14
    both, german_only = add_page(home, "Impressum", slug="impressum"), add_page(home, "Anfahrt", slug="anfahrt")
    translate(both, "en", "Imprint")
    draft = add_page(home, "Entwurf", slug="entwurf", live=False)
    buttons = [{"label": page.title, "page": page, "url": ""} for page in (both, german_only, draft)]
    buttons.append({"label": "Stadt", "page": None, "url": "https://stadt.example/"})
    page = add_page(home, "Seite", slug="seite", body=[("action", button) for button in buttons])
    translate(page, "en")
    assert addresses(client.get("/de/seite/")) == ["/de/impressum/", "/de/anfahrt/", "https://stadt.example/"]
    english = client.get("/en/seite/")
    assert addresses(english) == ["/en/impressum/", "/de/anfahrt/", "https://stadt.example/"]
    shown = re.sub(r' data-printed="[^"]*"', "", english.text)
    assert '<a class="button" href="/de/anfahrt/" hreflang="de">Anfahrt (in German)</a>' in shown


def test_the_number_of_queries_does_not_grow_with_the_drafts_of_the_steps(home, client):  # P3
    drafts = [make_publication(name) for name in ("A", "B", "C")]
    for draft in drafts:
        add_file(draft, title=f"Entwurf {draft.name}")
    step = {"title": "Schritt", "when": "", "date": None, "state": "now", "text": "<p>Jetzt</p>"}
    body = [("publications", drafts[:1])]
    steps = [("step", {**step, "publications": drafts[:1]})]
    process = add_page(home, "Prozess", ProcessPage, slug="prozess", body=body, steps=steps)
    before = cost(client, "/de/prozess/")
    process.steps = [("step", {**step, "publications": [draft]}) for draft in drafts]
    process.save_revision().publish()
    assert cost(client, "/de/prozess/") == before
    text = client.get("/de/prozess/").text
    assert [text.count(f"Entwurf {name}</h") for name in "ABC"] == [2, 1, 1]
