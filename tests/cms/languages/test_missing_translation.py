"""A page that is missing in a language: 404 in that language, with the way to the others."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from cms.languages.models import LanguageProfile
from cms.languages.reading.missing_page import missing_translation_response
from tests.builders import add_page, make_event_index, make_event_page, make_home, open_language, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def answer(path):
    """What the 404 handler gets for this address."""
    with translation.override(translation.get_language_from_path(path)):
        return missing_translation_response(RequestFactory().get(path))


def test_a_draft_leads_to_the_languages_that_have_the_page(home, client):  # L16, L3
    page = add_page(home, "Impressum", slug="impressum")
    translate(page, "en", "Imprint", live=False)
    translate(home, "de-simple", "Start")
    translate(page, "de-simple", "Wer wir sind")
    response = client.get("/en/impressum/")
    assert response.status_code == 404
    assert response.context["LANGUAGE_CODE"] == "en"
    assert [(way["code"], way["title"], way["url"]) for way in response.context["available"]] == [
        ("de", "Impressum", "/de/impressum/"),
        ("de-simple", "Wer wir sind", "/de-simple/impressum/"),
    ]
    assert [(link["code"], link["url"]) for link in response.context["languages"]] == [
        ("de", "/de/impressum/"),
        ("en", None),
        ("de-simple", "/de-simple/impressum/"),
    ]
    assert 'You were looking for: <bdi lang="de" dir="ltr">Impressum</bdi>' in response.text
    assert "Imprint" not in response.text


def test_a_page_that_was_never_translated_leads_to_the_german_one(home, client):  # L16
    add_page(home, "Impressum", slug="impressum")
    response = client.get("/en/impressum/")
    assert (response.status_code, [way["url"] for way in response.context["available"]]) == (404, ["/de/impressum/"])


def test_an_editor_writes_what_stands_where_a_page_is_missing(home, client):  # L1 L16
    add_page(home, "Impressum", slug="impressum")
    LanguageProfile.objects.filter(locale__language_code="en").update(missing_notice="Ask us, we speak English.")
    assert "<p>Ask us, we speak English.</p>" in client.get("/en/impressum/").text
    assert "Ask us" not in client.get("/en/").text


def test_below_a_drafted_home_page_the_german_tree_is_not_served(home, client):  # L16
    page = add_page(home, "Impressum", slug="impressum")
    translate(page, "en", "Imprint")
    home.get_translation(locale("en")).unpublish()
    for path, title in (("/en/", "Startseite"), ("/en/impressum/", "Impressum")):
        response = client.get(path)
        assert (response.status_code, response.context["LANGUAGE_CODE"]) == (404, "en")
        assert [(way["code"], way["title"]) for way in response.context["available"]] == [("de", title)]


def test_in_an_open_language_without_any_page_the_german_tree_is_not_served(home, client):  # L16
    open_language("ar")
    response = client.get("/ar/")
    assert (response.status_code, response.context["LANGUAGE_CODE"], response.context["LANGUAGE_BIDI"]) == (
        404,
        "ar",
        True,
    )
    assert [way["url"] for way in response.context["available"]] == ["/de/", "/en/"]


@pytest.mark.parametrize("path", ["/en/impressum/", "/de-simple/impressum/"])
def test_the_title_of_a_draft_or_a_restricted_page_stays_secret(path, home, client):  # L16, X2
    page = add_page(home, "Geheim", slug="impressum", live=False)
    english = translate(page, "en", "Secret", live=False)
    assert client.get(path).status_code == 404
    page.save_revision().publish()
    english.save_revision().publish()
    for restricted in (page, english):
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    english.refresh_from_db()
    english.unpublish()
    response = client.get(path)
    assert response.status_code == 404
    assert [word for word in ("Geheim", "Secret") if word in response.text] == []


def test_a_page_below_a_restricted_one_stays_secret_too(home, client):  # L16, X2
    above = add_page(home, "Intern", slug="intern")
    add_page(above, "Geheim", slug="geheim")
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    response = client.get("/en/intern/geheim/")
    assert (response.status_code, "Geheim" in response.text) == (404, False)


def test_a_german_page_copied_into_the_english_tree_is_not_served_there(home, client):  # L16, A4
    page = add_page(home, "Impressum", slug="impressum")
    page.copy(to=home.get_translation(locale("en")), update_attrs={"slug": "kopie"})
    assert client.get("/en/kopie/").status_code == 404


def test_an_address_that_exists_in_no_language_has_no_helpful_answer(home):  # L16
    assert answer("/en/nothing/") is None
    assert answer("/en/a.b/") is None
    assert answer("/en/\x00/") is None


def test_the_facts_of_an_event_stand_on_the_helpful_answer(home, client):  # L16
    page = make_event_page(make_event_index(home), slug="werkstatt")
    response = client.get("/en/veranstaltungen/werkstatt/")
    assert (response.status_code, response.context["facts"].public_id) == (404, page.event.public_id)


def test_the_number_of_queries_is_the_same_however_many_languages_have_the_page(
    home, django_assert_max_num_queries
):  # L16
    page = add_page(home, "Impressum", slug="impressum")

    def cost():
        with django_assert_max_num_queries(30) as captured:
            assert answer("/en/impressum/").status_code == 404
        return len(captured)

    cost()
    before = cost()
    for code in ("ar", "fa", "vi"):
        open_language(code)
        translate(page, code)
    cost()
    assert cost() == before


def locale(code):
    return Locale.objects.get(language_code=code)
