"""What leads through a long text and on from a page: its sections, its neighbours, the goals of the plan."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ActionPlanPage, ConceptPage, ContentPage, FieldOfActionPage, NewsIndexPage, NewsPage
from tests.builders import add_page, make_event, make_event_index, make_event_page, make_home, open_language, translate

pytestmark = pytest.mark.django_db(transaction=True)


def headings(number: int) -> list[dict]:
    return [{"type": "heading", "value": {"text": f"Teil {one}"}, "id": f"block-{one}"} for one in range(number)]


def goal(title: str, field, events=(), key: str = "") -> dict:
    value = {
        "title": title,
        "field_of_action": field.pk,
        "text": "<p>Warum</p>",
        "events": [{"type": "item", "value": page.pk, "id": f"{key}{page.pk}"} for page in events],
        "measures": [],
    }
    return {"type": "goal", "value": value, "id": key or title}


def links_of(client, page, inside: str) -> list[tuple[str, str]]:
    """The links of a page inside its first element with this class: where they lead, and their texts."""
    html = client.get(page.url).content.decode()
    found = re.search(rf'<(\w+) class="{inside}[ "].*?</\1>', html, re.DOTALL)
    if not found:
        return []
    links = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', found[0], re.DOTALL)
    return [(url, re.sub(r"<[^>]*>", "", text).strip()) for url, text in links]


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def fields(home):
    concept = add_page(home, "Konzept", ConceptPage, slug="konzept")
    texts = {"situation": "<p>Heute</p>", "tasks": "<p>Morgen</p>"}
    return [add_page(concept, title, FieldOfActionPage, slug=title.lower(), **texts) for title in ("Sprache", "Schule")]


def test_a_long_text_lists_its_headings_which_stand_where_the_links_lead(client, home):  # P7 A3
    page = add_page(home, "Datenschutz", ContentPage, slug="datenschutz", body=headings(4))
    assert links_of(client, page, "on-page") == [(f"#s-block-{one}", f"Teil {one}") for one in range(4)]
    assert re.findall(r'<h2 id="([^"]*)">Teil', client.get(page.url).content.decode()) == [
        f"s-block-{one}" for one in range(4)
    ]


@pytest.mark.parametrize(("number", "shown"), [(2, None), (3, "on-page on-page-short"), (4, "on-page")])
def test_how_a_text_shows_its_headings_follows_from_how_many_it_has(client, home, number, shown):  # P7 A3
    page = add_page(home, "Seite", ContentPage, slug="seite", body=headings(number))
    found = re.search(r'<nav class="(on-page[^"]*)"', client.get(page.url).content.decode())
    assert (found and found[1]) == shown


def test_a_field_leads_to_its_goals_and_the_plan_leads_back(client, home, fields):  # P11
    goals = [goal("Kurse am Abend", fields[0], key="a"), goal("Hilfe beim Lernen", fields[1], key="b")]
    plan = add_page(home, "Plan", ActionPlanPage, slug="plan", goals=goals)
    assert links_of(client, fields[0], "link-list") == [(f"{plan.url}#goal-a", "Kurse am Abend")]
    assert links_of(client, fields[1], "link-list") == [(f"{plan.url}#goal-b", "Hilfe beim Lernen")]
    html = client.get(plan.url).content.decode()
    assert re.findall(r'<article class="goal" id="([^"]*)">.*?<a href="([^"]*)"', html, re.DOTALL) == [
        ("goal-a", fields[0].url),
        ("goal-b", fields[1].url),
    ]


def test_an_event_leads_to_the_goals_that_name_it(client, home, fields):  # P11 P5
    index = make_event_index(home)
    page, other = (make_event_page(index, make_event(name), name, slug=name.lower()) for name in ("Werkstatt", "Abend"))
    plan = add_page(home, "Plan", ActionPlanPage, slug="plan", goals=[goal("Kurse", fields[0], [page], key="a")])
    assert links_of(client, page, "link-list") == [(f"{plan.url}#goal-a", "Kurse")]
    assert links_of(client, other, "link-list") == []


def test_goals_are_found_in_another_language_also_where_they_name_the_german_pages(client, home, fields):  # P11 L1
    plan = add_page(home, "Plan", ActionPlanPage, slug="plan", goals=[goal("Kurse", fields[0], key="a")])
    field = translate(fields[0], "en", "Language")
    english = translate(plan, "en", "Plan", goals=[goal("Courses", fields[0], key="a")])
    open_language("en")
    assert links_of(client, field, "link-list") == [(f"{english.url}#goal-a", "Courses")]


def test_a_plan_that_visitors_do_not_reach_is_not_named(client, home, fields):  # P11 X2
    plan = add_page(home, "Plan", ActionPlanPage, slug="plan", live=False, goals=[goal("Kurse", fields[0])])
    assert (plan.live, links_of(client, fields[0], "link-list")) == (False, [])


def test_an_update_leads_to_the_one_before_and_the_next(client, home):  # P4
    news = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    first, second, third = (
        add_page(news, title, NewsPage, slug=title.lower(), date=date(2027, 1, day))
        for title, day in (("Eins", 1), ("Drei", 3), ("Zwei", 2))
    )
    order = [first, third, second]
    found = {page.title: [url for url, _text in links_of(client, page, "side side-menu side-always")] for page in order}
    assert found == {
        "Eins": [third.url, news.url],
        "Zwei": [second.url, first.url, news.url],
        "Drei": [third.url, news.url],
    }


def test_goals_cost_the_same_however_many_there_are(client, home, fields):  # P11 F1
    plan = add_page(home, "Plan", ActionPlanPage, slug="plan", goals=[goal("Kurse", fields[0], key="a")])
    counts = []
    for number in (2, 1, 20):
        plan.goals = [goal(f"Ziel {one}", fields[0], key=f"z{one}") for one in range(number)]
        plan.save_revision().publish()
        with CaptureQueriesContext(connection) as captured:
            assert len(links_of(client, fields[0], "link-list")) == number
        counts.append(len(captured))
    # The first also asks what is asked once in a process.
    assert counts[1] == counts[2]


def test_a_short_page_of_the_foot_shows_its_neighbours_there(client, demo):  # P6 P7
    page = ContentPage.objects.get(slug="einfache-sprache", locale__language_code="de")
    urls = [url for url, _text in links_of(client, page, "side side-menu")]
    slugs = ["impressum", "datenschutz", "barrierefreiheit", "einfache-sprache", "gebaerdensprache"]
    assert urls == [f"/de/{slug}/" for slug in slugs]
