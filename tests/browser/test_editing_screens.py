"""The screens on which editors and translators write: axe with no rule off, and that they fit when they are narrow."""

import pytest
from playwright.sync_api import Page, expect

from home.demo.accounts import EDITOR
from tests.browser.staff import at_work
from tests.browser.test_accessibility import complaints, sticks_out
from tests.databases import manage

ADDRESSES = """
from cms.terms.models import Term
from downloads.models import Publication
from events.models import Event, EventPage, SignupForm
from wagtail.models import Locale
german = {"locale__language_code": "de"}
page = EventPage.objects.filter(**german).first()
english = page.get_translation(Locale.objects.get(language_code="en"))
print("event", f"snippets/events/event/edit/{Event.objects.first().pk}/")
print("form", f"snippets/events/signupform/edit/{SignupForm.objects.filter(**german).first().pk}/")
print("page", f"pages/{page.pk}/edit/")
print("publication", f"snippets/downloads/publication/edit/{Publication.objects.first().pk}/")
print("term", f"snippets/terms/term/edit/{Term.objects.filter(**german).first().pk}/")
print("mail", "snippets/events/mailtext/add/?locale=de&kind=confirmed")
print("sentences", f"pages/{english.pk}/edit/")
"""
SCREENS = ["event", "form", "page", "publication", "term", "mail", "sentences"]
# A tablet on its side; 200 % on a screen of 1280 pixels. Wagtail's buttons for comments leave the narrow one: see
# docs/upstream.md, at the end.
WIDTHS = {1024: {}, 640: {"page": ["w-field__comment-button"]}}


@pytest.fixture(scope="module")
def addresses(demo, site) -> dict[str, str]:
    told = manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", ADDRESSES).stdout
    paths = dict(line.split(" ", 1) for line in told.splitlines())
    return {"site": site, **{name: f"{site}/admin/{path}" for name, path in paths.items()}}


def open_all(page: Page) -> None:
    """Wait for what scripts write, and open what is folded."""
    expect(page.locator("[data-edit-form] footer, .js-translation-editor li").first).to_be_visible()
    for toggle in page.locator("[data-panel-toggle][aria-expanded=false]:visible").all():
        toggle.click()


def test_axe_finds_nothing_where_editors_and_translators_write(browser, addresses):  # A8
    found = {}
    with at_work(browser, addresses["site"], EDITOR.name) as page:
        for name in SCREENS:
            page.goto(addresses[name])
            open_all(page)
            if problems := complaints(page):
                found[name] = problems
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_scrolls_sideways_and_no_field_is_cut(browser, addresses, width):  # A8
    found = {}
    with at_work(browser, addresses["site"], EDITOR.name) as page:
        page.set_viewport_size({"width": width, "height": 800})
        for name in SCREENS:
            page.goto(addresses[name])
            open_all(page)
            if problems := cut(page) + ["sticks out"] * sticks_out(page):
                found[name] = problems
    assert found == WIDTHS[width]


def cut(page: Page) -> list[str]:
    """Return the classes of fields and buttons of the form that begin or end outside of the screen."""
    parts = "main :is(input:not([type=file], .w-sr-only), textarea, select, button, [role=textbox]):visible"
    found = page.locator(parts).evaluate_all(
        """parts => parts.filter(part => {
            const { left, right, width } = part.getBoundingClientRect();
            return width > 1 && (left < 0 || right > innerWidth);
        }).map(part => part.classList[0] || part.name)"""
    )
    return sorted(set(found))
