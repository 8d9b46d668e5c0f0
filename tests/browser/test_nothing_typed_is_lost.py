"""Back, reload, a second window, a lock, a bad file: what editors typed is still there, and they are told.

How it is when the session ends stands in ``test_staff_log_in``.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from home.demo.accounts import CHIEF_EDITOR, EDITOR, STAFF
from home.demo.pdf import make_pdf
from tests.browser.staff import at_work
from tests.databases import manage
from tests.demo_site import LoadedDemo

CONTENT_PAGES = """
from home.models import ContentPage
print(*ContentPage.objects.filter(locale__language_code="de").values_list("pk", flat=True))
"""
A_TERM = """
from cms.terms.models import Term
print(Term.objects.filter(locale__language_code="de").exclude(explanation="").first().pk)
"""
LOCK = """
from cms.models import User
from django.utils import timezone
from home.models import ContentPage
ContentPage.objects.filter(pk={pk}).update(
    locked=True, locked_by=User.objects.get(username="leitung"), locked_at=timezone.now()
)
"""
NEWEST = (
    "from home.models import ContentPage as P; print(P.objects.get(pk={pk}).get_latest_revision_as_object().summary)"
)
EVENT_WITH_FORM = """
from django.utils import timezone
from events.models import Event
print(Event.objects.published().filter(ends_at__gt=timezone.now(), signup_form__isnull=False).first().pk)
"""
# Wagtail takes a form for unchanged as it stands two seconds after it is shown, and then looks every half second.
UNTIL_CHANGES_COUNT, UNTIL_SEEN = 2_500, 1_000
# How often an open editor asks whether somebody saved.
UNTIL_ASKED = 11_000
FROM_THE_FIRST, FROM_THE_SECOND = "Aus dem ersten Fenster.", "Aus dem zweiten Fenster."


@pytest.fixture(scope="module")
def pages(demo) -> list[str]:
    return ask(demo, CONTENT_PAGES).split()


def ask(demo: LoadedDemo, code: str) -> str:
    return manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", code).stdout.strip()


def is_warned(page: Page, leave: str) -> bool:
    """Whether the browser asks before it leaves this way; the answer is to stay."""
    page.clock.run_for(UNTIL_SEEN)
    expect(
        page.locator("form[data-w-unsaved-has-edits-value=true], form[data-w-unsaved-force-value=true]")
    ).to_have_count(1)
    with page.expect_event("dialog") as asked:
        page.evaluate(f"setTimeout(() => {leave})")
    asked.value.dismiss()
    return asked.value.type == "beforeunload"


def open_form(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address)
    page.clock.run_for(UNTIL_CHANGES_COUNT)


def save(page: Page) -> None:
    page.locator("footer button[type=submit]:visible").first.click()


@pytest.mark.parametrize(
    ("who", "address", "field"),
    [
        (EDITOR, "events/new/", "[name=summary]"),
        (STAFF, "signups/enter/{event}/", "[name=given_name]"),
        (EDITOR, "snippets/downloads/publication/add/", "[name=name]"),
    ],
)
def test_back_and_reload_ask_first(browser, site, demo, who, address, field):  # E10
    with at_work(browser, site, who.name) as page:
        open_form(page, f"{site}/admin/{address.format(event=ask(demo, EVENT_WITH_FORM))}")
        page.locator(field).press_sequentially("Getippt")
        assert [is_warned(page, leave) for leave in ("history.back()", "location.reload()")] == [True, True]
        expect(page.locator(field)).to_have_value("Getippt")


def test_a_form_that_came_back_with_an_error_asks_too_and_holds_all_that_was_typed(browser, site):  # E10 E2
    with at_work(browser, site, EDITOR.name) as page:
        page.goto(f"{site}/admin/events/new/")
        page.fill("[name=name]", "Fest im Hof")
        page.locator("[name=summary]").press_sequentially("Wir feiern.")
        page.locator("main form button[type=submit]").click()
        expect(page.locator(".messages .error")).to_be_visible()
        assert is_warned(page, "location.reload()")
        kept = [page.input_value(f"[name={name}]") for name in ("name", "summary")]
        assert kept == ["Fest im Hof", "Wir feiern."]


def test_the_second_window_is_told_and_overwrites_nothing_unasked(browser, site, demo, pages):  # E10
    with (
        at_work(browser, site, CHIEF_EDITOR.name) as first,
        at_work(browser, site, EDITOR.name, refused=400) as second,
    ):
        for window in (first, second):
            open_form(window, f"{site}/admin/pages/{pages[0]}/edit/")
        first.fill("[name=summary]", FROM_THE_FIRST)
        save(first)
        expect(first.locator(".messages .success")).to_be_visible()
        second.locator("[name=summary]").fill(FROM_THE_SECOND)
        with second.expect_response(lambda answer: "/editing-sessions/ping/" in answer.url):
            second.clock.run_for(UNTIL_ASKED)
        told = second.locator("#w-save-confirmation-dialog")
        save(second)
        expect(told).to_be_visible(timeout=15_000)
        expect(second.locator("[name=summary]")).to_have_value(FROM_THE_SECOND)
        assert ask(demo, NEWEST.format(pk=pages[0])) == FROM_THE_FIRST
        told.locator("[data-w-dialog-target=confirm]").click()
        expect(second.locator(".messages .success")).to_be_visible()
        assert ask(demo, NEWEST.format(pk=pages[0])) == FROM_THE_SECOND


@pytest.mark.parametrize("field", ["summary", "explanation"])
def test_whoever_saves_before_wagtail_heard_of_the_other_is_asked_once(browser, site, demo, pages, field):  # E10
    address = f"pages/{pages[2]}/edit/" if field == "summary" else f"snippets/terms/term/edit/{ask(demo, A_TERM)}/"
    with at_work(browser, site, CHIEF_EDITOR.name) as first, at_work(browser, site, EDITOR.name) as second:
        for window in (first, second):
            open_form(window, f"{site}/admin/{address}")
        first.fill(f"[name={field}]", FROM_THE_FIRST)
        save(first)
        expect(first.locator(".messages .success")).to_be_visible()
        second.fill(f"[name={field}]", FROM_THE_SECOND)
        save(second)
        expect(second.locator(".messages .warning")).to_contain_text("Während Sie schrieben, wurde dies gespeichert")
        expect(second.locator(f"[name={field}]")).to_have_value(FROM_THE_SECOND)
        with second.context.expect_page() as shown:
            second.get_by_role("link", name="Ansehen, was geändert wurde").click()
        expect(shown.value.locator(".addition", has_text="Aus dem ersten Fenster.")).to_have_count(1)
        save(second)
        expect(second.locator(".messages .success")).to_be_visible()
        expect(second.locator(f"[name={field}]")).to_have_value(FROM_THE_SECOND)


def test_a_lock_by_somebody_else_leaves_what_was_typed(browser, site, demo, pages):  # E10
    with at_work(browser, site, EDITOR.name, refused=400) as page:
        page.goto(f"{site}/admin/pages/{pages[1]}/edit/")
        page.locator("[name=summary]").fill("Vor der Sperre getippt.")
        ask(demo, LOCK.format(pk=pages[1]))
        save(page)
        expect(page.locator(".messages .error")).to_contain_text("gesperrt")
        expect(page.locator("[name=summary]")).to_have_value("Vor der Sperre getippt.")


def test_one_bad_file_among_three_is_chosen_again_alone(browser, site, tmp_path):  # E10 D6
    with at_work(browser, site, EDITOR.name) as page:
        page.goto(f"{site}/admin/snippets/downloads/publication/add/")
        page.fill("[name=name]", "Bericht der Ämter")
        for number, language in enumerate(("de", "en", "de-simple")):
            page.fill(f"[name=files-{number}-title]", f"Bericht {language}")
            path = broken(tmp_path) if language == "en" else pdf(tmp_path, language)
            page.set_input_files(f"[name=files-{number}-file]", path)
        save(page)
        expect(page.locator(".error-message:visible")).to_have_count(1)
        expect(page.get_by_text("ist hochgeladen und wartet")).to_have_count(2)
        page.set_input_files("[name=files-1-file]", pdf(tmp_path, "en"))
        save(page)
        expect(page.locator(".messages .success")).to_be_visible()
        expect(page.locator("main a[href$='.pdf']")).to_have_count(3)


def pdf(folder: Path, language: str) -> Path:
    path = folder / f"bericht-{language}.pdf"
    path.write_bytes(make_pdf(language, {"title": "Bericht", "subtitle": "", "sections": []}))
    return path


def broken(folder: Path) -> Path:
    path = folder / "bericht.pdf"
    path.write_bytes(b"<html>")
    return path
