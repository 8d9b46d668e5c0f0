"""Which languages visitors reach: the prefixes, the redirect from "/", and what nobody opened."""

import pytest
from django.conf import settings
from django.utils.translation import check_for_language
from wagtail.models import Locale

from cms.languages.core.public_languages import public_languages
from cms.languages.reading.middleware import preferred_language
from tests.builders import add_page, make_frame, make_home, open_language, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def test_three_languages_are_open_from_the_start():  # L1
    assert [language.code for language in public_languages()] == ["de", "en", "de-simple"]


def test_django_serves_the_prefix_of_every_prepared_language():  # L1
    assert [code for code, _name in settings.LANGUAGES if not check_for_language(code)] == []


@pytest.mark.parametrize(
    ("path", "language"),
    [("/uk/", "de"), ("/uk/impressum/", "de"), ("/uk/nothing/", "de"), ("/ti/", "de"), ("/ar/", "ar")],
)
def test_a_language_that_is_not_open_answers_404_in_words_that_the_site_has(path, language, home, client):  # L1, L16
    add_page(home, "Impressum", slug="impressum")
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Language"]) == (404, language)
    assert f'<html lang="{language}"' in response.text
    assert response.cookies == {}
    assert [(one["code"], one["url"]) for one in response.context["available"]] == [("de", "/de/"), ("en", "/en/")]


def test_where_the_site_has_no_words_it_says_so_in_german_and_in_english(home, client):  # L1 L16
    text = client.get("/uk/").text
    assert "<h1>Diese Website gibt es in dieser Sprache noch nicht</h1>" in text
    assert '<p class="lead" lang="en">This website is not available in this language yet</p>' in text


def test_what_is_being_prepared_in_a_closed_language_stays_unseen(home, client):  # L1 X2
    make_frame("de", site_name="Teilhabe")
    make_frame("ar", site_name="مشاركة سرية")
    translate(home, "ar", "صفحة سرية")
    open_language("ar", is_public=False)
    response = client.get("/ar/")
    shown = [name for name in ("Teilhabe", "مشاركة سرية", "صفحة سرية", 'href="/ar/"') if name in response.text]
    assert (response.status_code, shown) == (404, ["Teilhabe"])


def test_a_locale_without_a_profile_is_not_open(home, client):  # L1
    Locale.objects.create(language_code="fr")
    translate(home, "fr")
    assert client.get("/fr/").status_code == 404


def test_a_plain_view_below_the_prefix_of_a_closed_language_answers_404(home, client, settings):  # L1
    settings.ROOT_URLCONF = "tests.cms.languages.plain_view_urls"
    open_language("uk", is_public=False)
    assert [client.get(f"/{code}/plain/").status_code for code in ("de", "en", "uk")] == [200, 200, 404]
    open_language("uk")
    assert client.get("/uk/plain/").content == b"uk"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "de"),
        ("en", "en"),
        ("en-GB,de;q=0.5", "en"),
        ("uk,en;q=0.5", "en"),
        ("uk", "de"),
        ("de-simple", "de-simple"),
        ("en;q=0,fr", "de"),
        ("*", "de"),
        ("x" * 600, "de"),
        ("\x00;;;q=,", "de"),
    ],
)
def test_the_first_address_leads_to_a_language_that_is_open(accepted, language, home, client):  # L1, A2
    open_language("uk", is_public=False)
    response = client.get("/", headers={"Accept-Language": accepted})
    assert (response.status_code, response["Location"], response["Vary"]) == (302, f"/{language}/", "Accept-Language")
    assert response.cookies == {}


def test_a_cookie_does_not_choose_the_language(home, client):  # A2
    client.cookies["django_language"] = "en"
    assert client.get("/")["Location"] == "/de/"


def test_an_unknown_prefix_is_an_ordinary_404(home, client):  # L16
    responses = [client.get(path, follow=True) for path in ("/xx/", "/de-at/", "/zh-hant/", "/%00/", "/en/%00/")]
    assert [response.status_code for response in responses] == [404] * 5


def test_without_german_the_first_open_language_is_preferred():  # L1
    assert preferred_language("fr", ["en", "uk"]) == "en"


def test_the_page_of_a_closed_language_can_be_previewed(home, admin_client):  # L1
    open_language("ar", is_public=False)
    arabic = translate(home, "ar", "الرئيسية")
    page = add_page(home, "Impressum", slug="impressum")
    draft = translate(page, "ar", "بصمة", live=False)
    response = admin_client.get(f"/admin/pages/{draft.pk}/view_draft/")
    assert (response.status_code, response.context["LANGUAGE_CODE"], response.context["LANGUAGE_BIDI"]) == (
        200,
        "ar",
        True,
    )
    assert [(link["code"], link["url"]) for link in response.context["languages"]] == [
        ("de", "/de/impressum/"),
        ("en", None),
        ("de-simple", None),
        ("ar", None),
    ]
    assert arabic.live is True


def test_the_answers_below_closed_languages_are_valid_html(home, client, html_errors):  # A1
    assert html_errors({path: client.get(path).text for path in ("/uk/", "/ar/")}) == []
