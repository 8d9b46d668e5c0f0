"""Wagtail's explorer and its search of pages: what a row costs, and the buttons that it offers."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PagePermissionTester

from cms.languages.board.simple_german import create_simple_german
from cms.models import User
from cms.models.page_rights import note_live_pages_below
from home.models import HomePage
from home.roles import ADMINISTRATORS, EDITORS, TRANSLATORS
from tests.builders import PASSWORD, add_page, make_home, translate
from tests.cms.languages.translating import begin

pytestmark = pytest.mark.django_db

EXPLORER, SEARCH, SEARCH_BELOW = "/admin/pages/{}/", "/admin/pages/search/?q=Thema", "/admin/pages/{}/?q=Thema"


@pytest.fixture
def home() -> HomePage:
    """Two languages, and a page that was taken down above one that is still published."""
    home = make_home()
    translate(home, "en", "Home")
    above = add_page(home, "Weg", slug="weg")
    add_page(above, "Darunter")
    Page.objects.filter(pk=above.pk).update(live=False)
    return home


def log_in(client, role: str) -> None:
    user = User.objects.create_user(role, f"{role}@stadt.example".lower(), PASSWORD)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


def add_rows(home: HomePage, numbers: range) -> None:
    for number in numbers:
        translate(add_page(home, f"Thema {number:02}", slug=f"thema-{number:02}"), "en")


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", [EDITORS, TRANSLATORS, ADMINISTRATORS])
def test_a_list_takes_as_many_queries_for_one_row_as_for_twenty(client, home, role):  # F1
    log_in(client, role)
    addresses = [address.format(home.pk) for address in (EXPLORER, SEARCH, SEARCH_BELOW)]
    numbers = []
    for first, end in ((0, 1), (1, 3), (3, 20)):
        add_rows(home, range(first, end))
        for address in addresses:
            client.get(address)
        numbers.append([queries(client, address) for address in addresses])
    assert numbers[1:] == [numbers[0], numbers[0]]


def buttons(client, address: str) -> dict[str, list[str]]:
    """By the title of a row, the labels of what its menu offers."""
    rows = BeautifulSoup(client.get(address).content, "html.parser").select("[data-listing-page-title]")
    return {
        row.select_one(".title-wrapper").get_text(" ", strip=True): [
            button.get_text(strip=True) for button in row.select("[data-w-dropdown-target=content] a")
        ]
        for row in rows
    }


TRANSLATE, FOLLOW, SIMPLE = (
    "Diese Seite übersetzen",
    "Übersetzte Seiten abgleichen",
    "Fassung in Einfacher Sprache anlegen",
)
WRITE, ADD, SEE, SEE_DRAFT, HISTORY = (
    "Bearbeiten",
    "Unterseite hinzufügen",
    "Auf der Website ansehen",
    "Entwurf anzeigen",
    "Verlauf",
)
MOVE, DELETE, STATE = "Verschieben", "Löschen", "Stand der Übersetzung"
BUTTONS = {
    EDITORS: {
        "Weg": [WRITE, ADD, HISTORY, TRANSLATE, SIMPLE],
        "Allein": [WRITE, SEE, ADD, HISTORY, TRANSLATE, SIMPLE],
        "Begonnen": [WRITE, SEE, ADD, HISTORY, FOLLOW],
        "Entwurf": [WRITE, SEE_DRAFT, ADD, MOVE, DELETE, HISTORY, TRANSLATE, SIMPLE],
        "Begonnen English": [WRITE, SEE_DRAFT, ADD, MOVE, DELETE, HISTORY, STATE],
    },
    TRANSLATORS: {
        "Weg": [WRITE, HISTORY, TRANSLATE, SIMPLE],
        "Allein": [WRITE, SEE, HISTORY, TRANSLATE, SIMPLE],
        "Begonnen": [WRITE, SEE, HISTORY, FOLLOW],
        "Entwurf": [WRITE, SEE_DRAFT, MOVE, DELETE, HISTORY, TRANSLATE, SIMPLE],
        "Begonnen English": [WRITE, SEE_DRAFT, MOVE, DELETE, HISTORY, STATE],
    },
}


@pytest.mark.parametrize("role", BUTTONS)
def test_a_row_offers_what_leads_somewhere(client, home, role):  # F1
    add_page(home, "Allein", slug="allein")
    begun = add_page(home, "Begonnen", slug="begonnen")
    begin(begun)
    create_simple_german(begun)
    add_page(home, "Entwurf", slug="entwurf", live=False)
    log_in(client, role)
    english = buttons(client, SEARCH.replace("Thema", "Begonnen"))["Begonnen English"]
    assert {**buttons(client, EXPLORER.format(home.pk)), "Begonnen English": english} == BUTTONS[role]


@pytest.mark.parametrize("role", [EDITORS, TRANSLATORS, ADMINISTRATORS])
def test_what_may_be_deleted_is_what_wagtail_lets_delete(client, home, role):  # F1
    log_in(client, role)
    user = User.objects.get()
    draft = add_page(home, "Entwurf", live=False)
    add_page(draft, "Darunter auch", live=False)
    pages = list(Page.objects.filter(depth__gt=1).specific())
    listed = list(Page.objects.filter(depth__gt=1).specific())
    note_live_pages_below(listed)
    theirs = [(page.title, *rights(PagePermissionTester(user, page))) for page in pages]
    assert [(page.title, *rights(page.permissions_for_user(user))) for page in pages] == theirs
    assert [(page.title, *rights(page.permissions_for_user(user))) for page in listed] == theirs


def rights(tester: PagePermissionTester) -> tuple[bool, bool]:
    return tester.can_delete(), tester.can_move()
