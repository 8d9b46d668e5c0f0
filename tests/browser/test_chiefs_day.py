"""What waits for the chief editor in Chromium: a draft to compare and approve, questions before people are told."""

import re

import pytest
from playwright.sync_api import expect

from home.demo.pdf import make_pdf
from tests.browser.staff import at_work
from tests.databases import manage

NAME = "Entwurf der Ämter"
LIST = "/admin/snippets/downloads/publication/"
SEED = """
from datetime import timedelta
from django.utils import timezone
from events.models import Event
from tests.builders import make_event_row, signed_up_and_confirmed
from tests.demo_site import event_of_demo
form, venue = event_of_demo().signup_form, event_of_demo().venue
event = make_event_row(name="Wartet auf Antwort", signup_form=form, venue=venue)
signed_up_and_confirmed(event)
Event.objects.filter(pk=event.pk).update(expire_at=timezone.now() - timedelta(hours=1))
print(event.pk, venue.pk)
"""


@pytest.fixture(scope="module")
def seeded(demo) -> list[str]:
    answer = manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", SEED)
    return answer.stdout.splitlines()[-1].split()


def submit_for_approval(page) -> None:
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("footer button[name=action-submit]")
    page.wait_for_selector(".messages .success")


def approve(page, site: str) -> None:
    page.goto(f"{site}/admin/")
    row = page.locator(".to-dos__item", has_text=NAME)
    row.locator("button", has_text="Freigeben").first.click()
    expect(row).to_have_count(0, timeout=15_000)


@pytest.mark.long
def test_a_draft_is_submitted_compared_with_the_one_before_and_approved(browser, site, tmp_path):  # E6 D1
    path = tmp_path / "de.pdf"
    path.write_bytes(make_pdf("de", {"title": NAME, "subtitle": "", "sections": []}))
    with at_work(browser, site, "redaktion") as editor:
        editor.goto(f"{site}{LIST}add/")
        editor.fill("[name=name]", NAME)
        editor.select_option("[name=files-0-language]", "de")
        editor.fill("[name=files-0-title]", "Erster Titel")
        editor.set_input_files("[name=files-0-file]", path)
        submit_for_approval(editor)
    with at_work(browser, site, "leitung") as chief:
        approve(chief, site)
    with at_work(browser, site, "redaktion") as editor:
        editor.goto(f"{site}{LIST}")
        editor.click(f"table a:has-text('{NAME}')")
        editor.fill("[name=files-0-title]", "Zweiter Titel")
        submit_for_approval(editor)
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}{LIST}")
        chief.click(f"table a:has-text('{NAME}')")
        chief.wait_for_selector("[name=name]")
        chief.goto(chief.url.replace("/edit/", "/history/"))
        chief.locator("tbody [data-w-dropdown-target=toggle]").first.click()
        chief.locator("a:visible[href*='/compare/']").first.click()
        chief.wait_for_url(re.compile("/compare/"))
        told = chief.locator("main").inner_text()
        assert ("Erster" in told, "Zweiter" in told) == (True, True)
        approve(chief, site)


@pytest.mark.long
def test_what_waits_for_an_answer_stands_on_the_first_page_and_goes_with_it(browser, site, seeded):  # E9
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}/admin/")
        waiting = chief.get_by_role("link", name="Wartet auf Antwort").and_(chief.locator("[href*='unpublish']"))
        expect(chief.locator("h2", has_text="Was auf Sie wartet")).to_have_count(1)
        waiting.click()
        chief.locator("main form [type=submit]").first.click()
        expect(chief.locator(".help-block li")).to_contain_text("1 Person hat sich angemeldet")
        chief.click("[name=consequences-answer]")
        chief.wait_for_selector(".messages .success")
        chief.goto(f"{site}/admin/")
        expect(waiting).to_have_count(0)


@pytest.mark.long
def test_a_new_address_asks_and_going_back_loses_nothing(browser, site, seeded):  # E9
    with at_work(browser, site, "leitung") as chief:
        chief.goto(f"{site}/admin/snippets/events/venue/edit/{seeded[1]}/")
        chief.fill("[name=street]", "Neue Straße 5")
        chief.locator("footer button[type=submit]").first.click()
        expect(chief.locator(".help-block li").first).to_contain_text(re.compile(r"\d+ Personen bekommen eine E-Mail"))
        chief.get_by_role("button", name="Zurück zum Bearbeiten").click()
        expect(chief.locator("[name=street]")).to_have_value("Neue Straße 5")
        chief.locator("footer button[type=submit]").first.click()
        chief.click("[name=consequences-answer]")
        chief.wait_for_selector(".messages .success")


@pytest.mark.long
def test_staff_are_sent_on_from_the_members_login_and_a_member_logs_out(browser, site):  # X7 D3
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()

    def log_in(name: str) -> None:
        page.goto(f"{site}/de/working-groups/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", "teilhabe-demo")
        page.click("main form button")

    log_in("redaktion")
    expect(page.locator("h1")).to_have_text("Bitte in der Verwaltung einloggen")
    text, heading = page.locator("main p a.next-link"), page.locator("h1")
    assert text.bounding_box()["x"] == heading.bounding_box()["x"]
    log_in("arbeitsgruppe")
    page.click("main form button")
    notice, form = page.locator(".notice-good"), page.locator("main form")
    expect(notice).to_have_text("Sie sind ausgeloggt.")
    assert form.bounding_box()["y"] - notice.bounding_box()["y"] - notice.bounding_box()["height"] >= 16
    assert context.cookies() == []
    context.close()
