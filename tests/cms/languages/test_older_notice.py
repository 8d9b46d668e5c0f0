"""Visitors see that a page is older than the German one, since when, and that date and place are always current."""

from datetime import datetime

import pytest
import time_machine

from cms.languages.models import LanguageProfile
from tests.builders import BERLIN, add_page, make_event_index, make_event_page, make_home, open_language, translate

pytestmark = pytest.mark.django_db

CHANGED = datetime(2027, 5, 3, 12, 0, tzinfo=BERLIN)
OLDER = "This page is older than the German page. The German page was changed on 3 May 2027."
FACTS = "The date and venue are always up to date."


def change(page, **changes):
    with time_machine.travel(CHANGED, tick=False):
        for name, value in {"summary": "Neu.", **changes}.items():
            setattr(page, name, value)
        page.save_revision().publish()


def text_of(client, address) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def test_a_page_that_is_older_than_the_german_one_says_so(home, client):  # L5
    page = add_page(home, "Konzept", slug="konzept")
    english = translate(page, "en")
    assert OLDER not in text_of(client, english.url)
    change(page)
    text = text_of(client, english.url)
    assert (OLDER in text, FACTS in text, 'href="/de/konzept/" hreflang="de"' in text) == (True, False, True)
    assert "älter als" not in text_of(client, page.url).split("<main")[1]


def test_an_older_page_of_an_event_says_that_date_and_place_are_current(home, client):  # L5 L3
    page = make_event_page(make_event_index(home))
    english = translate(page, "en")
    change(page)
    assert FACTS in text_of(client, english.url)


def test_the_switcher_says_what_is_old_and_what_is_missing(home, client):  # L14
    open_language("de-simple")
    page = add_page(home, "Konzept", slug="konzept")
    translate(page, "en")
    change(page)
    switcher = text_of(client, page.url).split('<nav class="languages"')[1].split("</nav>")[0]
    there, missing = switcher.split('<p class="missing">')
    old = [
        (name, "älter als die deutsche Seite" in part)
        for part in there.split("<li>")[1:]
        for name in ("Deutsch", "English")
        if f">{name}<" in part
    ]
    assert old == [("Deutsch", False), ("English", True)]
    assert ("Einfache Sprache" in there, "Einfache Sprache" in missing) == (False, True)


def test_an_editor_writes_the_notice_of_a_language(home, client):  # L1
    page = add_page(home, "Konzept", slug="konzept")
    english = translate(page, "en")
    LanguageProfile.objects.filter(locale=english.locale).update(older_notice="Old text, see German ({date}).")
    change(page)
    assert "Old text, see German (3 May 2027)." in text_of(client, english.url)


def test_the_notice_of_a_language_must_hold_the_date(home, admin_client):  # L1
    profile = LanguageProfile.objects.get(locale__language_code="en")
    address = f"/admin/snippets/languages/languageprofile/edit/{profile.pk}/"
    response = admin_client.post(address, {"is_public": "on", "sort_order": "2", "older_notice": "Old."})
    assert response.context["form"].errors["older_notice"] == [
        "Schreiben Sie {date} dorthin, wo der Tag stehen soll, an dem die deutsche Seite geändert wurde."
    ]
    assert response.context["form"]["older_notice"].value() == "Old."


def test_the_notice_on_a_machine_must_name_it(home, admin_client):  # L1
    profile = LanguageProfile.objects.get(locale__language_code="en")
    address = f"/admin/snippets/languages/languageprofile/edit/{profile.pk}/"
    response = admin_client.post(address, {"is_public": "on", "sort_order": "2", "machine_notice": "By a machine."})
    assert response.context["form"].errors["machine_notice"] == [
        "Schreiben Sie {machine} dorthin, wo der Name der Maschine stehen soll."
    ]
    assert response.context["form"]["machine_notice"].value() == "By a machine."


@pytest.mark.parametrize("number", [1, 3])
def test_the_notice_and_the_switcher_share_one_query(home, client, number, django_assert_max_num_queries):  # L14
    pages = [add_page(home, f"Seite {n}", slug=f"seite-{n}") for n in range(number)]
    for page in pages:
        translate(page, "en")
        change(page)
    client.get("/en/seite-0/")
    with django_assert_max_num_queries(40) as queries:
        client.get("/en/seite-0/")
    assert len([query for query in queries if "languages_translationstate" in query["sql"]]) == 1
