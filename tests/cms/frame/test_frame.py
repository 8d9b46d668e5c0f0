"""What stands around every page: names, menus, switcher, breadcrumbs, and the page's addresses."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from cms.models import CustomImage
from cms.texts.structured_data import as_script
from home.models import ContentPage
from tests.builders import add_page, make_frame, make_home, open_language, translate

pytestmark = pytest.mark.django_db

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    translate(home, "de-simple", "Start")
    return home


def tag(name, path="/de/", page=None, **context):
    """What the tag returns for a request of this address."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return ask(name, request, page, **context)


def ask(name, request, page=None, **context):
    code = translation.get_language_from_path(request.path_info) or "de"
    with translation.override(code):
        values = Context({"request": request, "page": page, **context})
        Template(f"{{% load frame %}}{{% {name} as result %}}").render(values)
        return values["result"]


def addresses(links):
    return {link["code"]: link["url"] for link in links}


def test_the_switcher_stays_on_the_same_content_and_says_what_is_missing(home):  # L14
    page = add_page(home, "Impressum", slug="impressum")
    english = translate(page, "en", "Imprint")
    translate(page, "de-simple", live=False)
    assert tag("language_links", "/en/impressum/", english) == [
        {
            "code": "de",
            "name": "Deutsch",
            "dir": "ltr",
            "url": "/de/impressum/",
            "current": False,
            "is_stand_in": False,
            "outdated_since": None,
        },
        {
            "code": "en",
            "name": "English",
            "dir": "ltr",
            "url": "/en/impressum/",
            "current": True,
            "is_stand_in": False,
            "outdated_since": None,
        },
        {
            "code": "de-simple",
            "name": "Einfache Sprache",
            "dir": "ltr",
            "url": None,
            "current": False,
            "is_stand_in": False,
            "outdated_since": None,
        },
    ]


def test_a_language_that_is_only_prepared_is_not_in_the_switcher(home):  # L1
    open_language("uk", is_public=False)
    translate(home, "uk", "Головна")
    open_language("ar")
    translate(home, "ar", "الرئيسية")
    links = tag("language_links", "/de/", home)
    assert [(link["code"], link["dir"]) for link in links] == [
        ("de", "ltr"),
        ("en", "ltr"),
        ("de-simple", "ltr"),
        ("ar", "rtl"),
    ]


def test_a_restricted_translation_counts_as_missing(home):  # L14
    page = add_page(home, "Intern", slug="intern")
    english = translate(page, "en")
    PageViewRestriction.objects.create(page=english, restriction_type="login")
    assert addresses(tag("language_links", "/de/intern/", page)) == {
        "de": "/de/intern/",
        "en": None,
        "de-simple": None,
    }


def test_a_page_below_a_drafted_home_page_counts_as_missing(home):  # L14
    page = add_page(home, "Impressum", slug="impressum")
    translate(page, "en")
    home.get_translation(translate(page, "de-simple").locale).unpublish()
    assert addresses(tag("language_links", "/de/impressum/", page)) == {
        "de": "/de/impressum/",
        "en": "/en/impressum/",
        "de-simple": None,
    }


def test_on_an_error_page_each_language_leads_to_its_home_page(home):  # L14
    home.get_translation(translate(home, "uk").locale).unpublish()
    assert addresses(tag("language_links", "/en/nothing/")) == {
        "de": "/de/",
        "en": "/en/",
        "de-simple": "/de-simple/",
    }


def test_alternates_name_each_language_that_has_the_page_and_a_default(home):  # P7
    page = add_page(home, "Impressum", slug="impressum")
    translate(page, "en")
    assert tag("alternates", "/de/impressum/", page) == [
        {"hreflang": "de", "url": f"{BASE}/de/impressum/"},
        {"hreflang": "en", "url": f"{BASE}/en/impressum/"},
        {"hreflang": "x-default", "url": f"{BASE}/de/impressum/"},
    ]
    assert tag("alternates", "/en/nothing/") == []


def test_the_canonical_address_does_not_come_from_the_host_header(home):  # P7, X8
    page = add_page(home, "Impressum", slug="impressum")
    request = RequestFactory().get("/de/impressum/?x=1", HTTP_HOST="evil.example")
    assert ask("canonical_url", request, page) == f"{BASE}/de/impressum/"
    assert tag("canonical_url", "/en/nothing/") is None


def test_breadcrumbs_lead_from_the_home_page_and_leave_out_what_is_not_public(home):  # P7
    above = add_page(home, "Über uns", slug="ueber-uns")
    hidden = add_page(above, "Entwurf", slug="entwurf", live=False)
    page = add_page(hidden, "Kontakt", slug="kontakt")
    assert tag("breadcrumbs", "/de/ueber-uns/entwurf/kontakt/", page) == [
        {"title": "Startseite", "url": "/de/"},
        {"title": "Über uns", "url": "/de/ueber-uns/"},
        {"title": "Kontakt", "url": None},
    ]


def test_a_view_that_is_no_page_says_where_it_belongs(home):  # P7
    above = add_page(home, "Über uns", slug="ueber-uns")
    assert tag("breadcrumbs", "/de/x/", crumb_parent=above, crumb_title="Formular") == [
        {"title": "Startseite", "url": "/de/"},
        {"title": "Über uns", "url": "/de/ueber-uns/"},
        {"title": "Formular", "url": None},
    ]
    assert tag("breadcrumbs", "/de/x/") == [{"title": "Startseite", "url": "/de/"}]


def test_menus_hold_the_pages_that_are_public_in_the_readers_language(home):  # P9
    both = add_page(home, "Konzept", slug="konzept")
    english_page = translate(both, "en", "Concept")
    german_only = add_page(home, "Impressum", slug="impressum")
    draft = add_page(home, "Entwurf", slug="entwurf", live=False)
    restricted = add_page(home, "Intern", slug="intern")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    below = add_page(both, "Unterseite", slug="unterseite")
    make_frame(main_menu=[both, german_only, draft, restricted], legal_menu=[german_only])
    make_frame("en", site_name="Participation", main_menu=[both, german_only], legal_menu=[german_only])

    german = tag("site_frame", "/de/konzept/unterseite/", below)
    assert german.main_menu == [
        {"title": "Konzept", "url": "/de/konzept/", "current": True},
        {"title": "Impressum", "url": "/de/impressum/", "current": False},
    ]
    assert german.legal_menu == [{"title": "Impressum", "url": "/de/impressum/", "current": False}]
    english = tag("site_frame", "/en/concept/", english_page)
    assert (english.site_name, english.lang, english.home_url) == ("Participation", "en", "/en/")
    assert english.main_menu == [{"title": "Concept", "url": "/en/konzept/", "current": "page"}]
    imprint = {"title": "Impressum", "url": "/de/impressum/", "current": False, "is_only_german": True}
    assert (english.only_german, english.legal_menu) == ([imprint], [imprint])


def test_the_home_page_in_a_menu_is_current_only_on_itself(home):  # P9
    page = add_page(home, "Konzept", slug="konzept")
    make_frame(main_menu=[home])
    assert [item["current"] for item in tag("site_frame", "/de/konzept/", page).main_menu] == [False]
    assert [item["current"] for item in tag("site_frame", "/de/", home).main_menu] == ["page"]


def test_a_missing_frame_is_the_german_one_with_pages_in_the_readers_language(home):  # P9, A4
    page = add_page(home, "Konzept", slug="konzept")
    translate(page, "en", "Concept")
    frame = make_frame()
    frame.main_menu = [("link", {"page": page, "label": "Das Konzept"})]
    frame.save()
    assert tag("site_frame", "/de/").main_menu == [{"title": "Das Konzept", "url": "/de/konzept/", "current": False}]
    english = tag("site_frame", "/en/")
    assert (english.lang, english.dir, english.site_name) == ("de", "ltr", "Teilhabe")
    assert english.main_menu == [{"title": "Concept", "url": "/en/konzept/", "current": False}]


def test_without_any_frame_the_names_are_neutral(db):  # P9
    frame = tag("site_frame", "/de/")
    assert (frame.city_name, frame.site_name, frame.home_url, frame.main_menu) == ("", "Teilhabe", "/de/", [])


def test_partners_stand_with_their_names_and_links(home):  # P1
    frame = make_frame()
    frame.partners = [("partner", {"name": "Volkshochschule", "url": "https://vhs.example/", "logo": None})]
    frame.save()
    assert tag("site_frame").partners() == [{"name": "Volkshochschule", "url": "https://vhs.example/", "logo": None}]


def test_the_number_of_queries_does_not_grow_with_menus_languages_and_pages(home, django_assert_max_num_queries):  # P9
    def cost(page):
        with django_assert_max_num_queries(20) as captured:
            request = RequestFactory().get("/de/konzept/")
            for name in ("site_frame", "language_links", "breadcrumbs", "alternates", "canonical_url"):
                ask(name, request, page)
        return len(captured)

    page = add_page(home, "Konzept", slug="konzept")
    frame = make_frame(main_menu=[page], legal_menu=[page])
    cost(page)
    before = cost(page)
    for code in ("ar", "fa", "vi"):
        open_language(code)
        translate(page, code)
    others = [add_page(home, f"Seite {number}") for number in range(10)]
    PageViewRestriction.objects.create(page=others[0], restriction_type="login")
    frame.main_menu = frame.legal_menu = [("link", {"page": other, "label": ""}) for other in [page, *others]]
    frame.save()
    cost(page)
    assert cost(page) == before


def test_structured_data_cannot_end_its_script_element(home):  # P7, X6
    page = ContentPage(title="x")
    page.structured_data = lambda: {"name": "</script><script>alert(1)</script> & mehr"}
    script = ask("structured_data", RequestFactory().get("/de/"), page)
    body = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert set("<>&") & set(body) == set()
    assert json.loads(body) == {"name": "</script><script>alert(1)</script> & mehr"}
    assert as_script(None) == ""


def test_a_shared_picture_is_described_in_german_only(home):  # A4, P7
    picture = CustomImage(description="Menschen an einem Tisch")
    page = ContentPage(title="Treffen", locale=home.locale, picture=picture)
    assert page.share_picture_text == "Menschen an einem Tisch"
    page.locale = home.get_translation(Locale.objects.get(language_code="en")).locale
    assert page.share_picture_text == ""
