"""The guide for staff in the admin."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from cms.admin_routes.declared import routes_of_the_admin
from home.guide.chapters import CHAPTERS, chapter_of_screen
from home.guide.views import LANGUAGES
from home.roles import CHIEF_EDITORS, SIGNUP_STAFF, TRANSLATORS
from tests.builders import make_home, make_staff
from tests.cms.languages.translating import speak_english
from tests.home.test_roles import member

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "home" / "templates" / "home" / "guide"
SIDEBAR = re.compile(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>')
SLUGS = [chapter.slug for chapter in CHAPTERS]


def help_menu(client, address: str) -> dict[str, str]:
    """Names and addresses of the entries of the menu "Help", as the sidebar is told."""
    props = SIDEBAR.search(client.get(address).content.decode())[1]
    menus = [one["_args"] for module in json.loads(props)["modules"] for one in _entries(module)]
    [entries] = [args[1] for args in menus if args[0]["name"] == "help"]
    return {entry["_args"][0]["name"]: entry["_args"][0]["url"] for entry in entries}


def _entries(module: dict) -> list[dict]:
    first = module["_args"][0]
    return first if isinstance(first, list) else []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_each_chapter_can_be_read_in_each_language(client, slug, language):  # E7
    user = make_staff("reader")
    if language == "en":
        speak_english(user)
    client.force_login(user)
    response = client.get(reverse("guide_chapter", args=[slug]))
    page = response.content.decode()
    assert (response.status_code, page.count(f'class="guide" lang="{language}"')) == (200, 1)
    pictures = re.findall(r'<img class="guide__picture" src="([^"]+)" width="\d+" height="\d+" alt="([^"]+)"', page)
    assert [url.endswith(f".{language}.webp") for url, _text in pictures] == [True] * page.count("guide__picture")


def test_both_languages_have_the_same_tasks_and_pictures():  # E7
    def skeleton(language: str, slug: str) -> list[str]:
        text = (TEMPLATES / language / f"{slug}.html").read_text()
        return re.findall(r'<h2 id="([\w-]+)"|name="([\w-]+)"|(<li>)', text)

    assert {slug: skeleton("en", slug) for slug in SLUGS} == {slug: skeleton("de", slug) for slug in SLUGS}


def test_no_picture_lies_about_that_no_chapter_shows():  # E7
    shown = set()
    for path in TEMPLATES.glob("de/*.html"):
        shown |= set(re.findall(r'picture.html" with name="([\w-]+)"', path.read_text()))
    files = (Path(settings.BASE_DIR) / "home" / "static" / "home" / "guide").glob("*.webp")
    assert {path.name for path in files} == {f"{name}.{language}.webp" for name in shown for language in LANGUAGES}


@pytest.mark.parametrize(
    ("role", "mine"),
    [
        (SIGNUP_STAFF, ["sign-ups", "day-of-the-event", "personal-data"]),
        (TRANSLATORS, ["translations", "approval"]),
        (CHIEF_EDITORS, ["events", "forms", "mails", "pages", "drafts", "translations", "approval"]),
    ],
)
def test_what_belongs_to_ones_work_stands_first(client, role, mine):  # E7
    client.force_login(member(role))
    context = client.get(reverse("guide")).context
    assert [chapter.slug for chapter in context["mine"]] == mine
    assert [chapter.slug for chapter in context["others"]] == [slug for slug in SLUGS if slug not in mine]


def test_help_leads_to_our_guide_and_not_to_an_english_website(client):  # E7 E1
    home = make_home()
    client.force_login(member(CHIEF_EDITORS))
    dashboard = client.get("/admin/").content.decode()
    assert dashboard.count("guide.wagtail.org") == 0
    everywhere = {"guide": reverse("guide"), "keyboard-shortcuts-trigger": "#"}
    assert help_menu(client, "/admin/") == everywhere
    here = {"help-for-this-screen": reverse("guide_chapter", args=["pages"])}
    assert help_menu(client, f"/admin/pages/{home.pk}/edit/") == here | everywhere


def test_each_screen_that_a_chapter_names_is_there():  # E7
    routes = list(routes_of_the_admin())
    names = [screen for chapter in CHAPTERS for screen in chapter.screens]
    assert [name for name in names if not any(route.startswith(name) for route in routes)] == []


@pytest.mark.parametrize(
    ("route", "slug"),
    [
        ("wagtailsnippets_events_event:edit", "events"),
        ("wagtailsnippets_events_mailtext:add", "mails"),
        ("event_desk", "sign-ups"),
        ("event_need_counts", "personal-data"),
        ("check_in", "day-of-the-event"),
        ("wagtailadmin_home", None),
    ],
)
def test_a_screen_leads_to_its_chapter(route, slug):  # E7
    chapter = chapter_of_screen(route)
    assert (chapter.slug if chapter else None) == slug


def test_an_unknown_chapter_is_not_found(client):  # E7
    client.force_login(make_staff("reader"))
    assert client.get("/admin/guide/nothing/").status_code == 404


def test_strangers_are_asked_to_log_in(client):  # X1
    assert client.get(reverse("guide")).status_code == 302
