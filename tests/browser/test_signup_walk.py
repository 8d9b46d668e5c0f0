"""The visitor's whole way in a real browser without JavaScript: form, errors, mail, confirmation, cancellation."""

import re

import pytest

from tests.browser.test_accessibility import complaints
from tests.demo_site import RIGHT_TO_LEFT, WALKED, links_of

BASE = "http://127.0.0.1:8000"
EVENT = "/veranstaltungen/offene-veranstaltung-1/"
SUBJECTS = {
    "de": "Bitte bestätigen Sie Ihre Anmeldung",
    "en": "Please confirm: Gemeinsam",
    "de-simple": "Bitte bestätigen Sie Ihre Anmeldung",
    "ar": "يرجى التأكيد",
}


@pytest.fixture
def visitor(browser):
    """A browser that runs no script, in a window as wide as a small phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def submit(page):
    """Send the first form, and go on when its answer is there: what comes next may look into the database."""
    with page.expect_navigation():
        page.locator("main form button[type=submit], main form button:not([type])").first.click()


def open_form(page, demo_site, language: str) -> None:
    page.goto(f"{demo_site.url}/{language}{EVENT}")
    page.locator("main a[href*='/signup/']").first.click()


def fill_in(page, address: str) -> None:
    page.locator("[name=given_name]").fill("Ana")
    page.locator("[name=family_name]").fill("Beispiel")
    page.locator("input[type=email]").fill(address)
    page.locator("[name=consent]").check()


@pytest.mark.parametrize("language", [*WALKED, pytest.param(RIGHT_TO_LEFT, marks=pytest.mark.long)])
def test_a_visitor_signs_up_confirms_and_cancels(visitor, demo_site, language):  # S3 S4 S12 A2
    address = f"walk-{language}@example.org"
    open_form(visitor, demo_site, language)
    fill_in(visitor, address)
    submit(visitor)
    assert re.search(rf"/{language}/signup/\w+/mailbox/$", visitor.url)

    demo_site.run_worker()
    (please_confirm,) = demo_site.mails_to(address)
    assert please_confirm["Content-Language"] == language
    assert please_confirm["Subject"].strip().startswith(SUBJECTS[language])
    visitor.goto(next(link for link in links_of(please_confirm) if "/confirm/" in link).replace(BASE, demo_site.url))
    assert visitor.locator("html").get_attribute("lang") == language
    submit(visitor)
    assert f"/{language}/my-signup/" in visitor.url

    demo_site.run_worker()
    confirmation = demo_site.mails_to(address)[-1]
    (calendar,) = [part for part in confirmation.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert "BEGIN:VTIMEZONE" in calendar.get_content()

    with visitor.expect_navigation():
        visitor.locator("main a[href$='/cancel/']").first.click()
    submit(visitor)
    demo_site.run_worker()
    cancellation = demo_site.mails_to(address)[-1]
    (calendar,) = [part for part in cancellation.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert "METHOD:CANCEL" in calendar.get_content()


@pytest.mark.parametrize("language", [*WALKED, pytest.param(RIGHT_TO_LEFT, marks=pytest.mark.long)])
def test_an_empty_form_comes_back_with_a_summary_that_leads_to_the_fields(browser, demo_site, language):  # S3 A1 A3
    page = browser.new_context(reduced_motion="reduce").new_page()
    open_form(page, demo_site, language)
    page.locator("[name=given_name]").fill("Ana")
    page.locator("input[type=email]").fill("no address")
    submit(page)
    assert page.locator("[name=given_name]").input_value() == "Ana"
    assert page.locator("input[type=email]").input_value() == "no address"
    summary = page.locator(".error-summary")
    targets = [link.get_attribute("href") for link in summary.locator("a").all()]
    assert targets == ["#id_family_name", "#id_email", "#id_consent"]
    assert page.locator("#id_email").get_attribute("aria-invalid") == "true"
    assert summary.evaluate("e => e === document.activeElement || e.contains(document.activeElement)")
    assert complaints(page) == []
    summary.locator("a").nth(1).click()
    assert page.evaluate("document.activeElement.id") == "id_email"
    page.context.close()


def test_every_step_of_the_way_passes_axe(browser, demo_site):  # A1
    page = browser.new_context(reduced_motion="reduce", viewport={"width": 320, "height": 800}).new_page()
    found = {}

    def look(step: str) -> None:
        if problems := complaints(page):
            found[step] = problems

    open_form(page, demo_site, "de")
    look("form")
    fill_in(page, "axe@example.org")
    submit(page)
    look("mailbox")
    demo_site.run_worker()
    (mail,) = demo_site.mails_to("axe@example.org")
    page.goto(next(link for link in links_of(mail) if "/confirm/" in link).replace(BASE, demo_site.url))
    look("confirm")
    submit(page)
    look("personal page")
    with page.expect_navigation():
        page.locator("main a[href$='/cancel/']").first.click()
    look("cancel")
    page.goto(f"{demo_site.url}/de/my-signup/wrong/confirm/")
    look("wrong link")
    page.goto(f"{demo_site.url}/de/barrier-report/")
    look("barrier report")
    page.goto(f"{demo_site.url}/de/no-such-page/")
    look("not found")
    page.context.close()
    assert found == {}
