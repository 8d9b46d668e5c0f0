"""The hints beside the editor, while somebody types."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from home.demo.accounts import PASSWORD
from tests.databases import manage

SENTENCE = "Zwecks Teilnahme melden Sie sich an."


@pytest.fixture
def editor(browser, demo_site):
    """The editor of the first page of events, as an editor has it; what is typed there is never saved."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000}, reduced_motion="reduce")
    context.route(re.compile(r"/admin/pages/\d+/edit/"), lambda route: _let_read(route))
    page = context.new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("[name=username]", "leitung")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    code = "from events.models import EventIndexPage as P; print(P.objects.get(locale__language_code='de').pk)"
    number = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", code).stdout.strip()
    page.goto(f"{demo_site.url}/admin/pages/{number}/edit/")
    yield page
    page.close(run_before_unload=False)
    context.close()


def _let_read(route) -> None:
    if route.request.method == "GET":
        route.continue_()
    else:
        route.abort()


def test_a_sentence_of_officialese_is_marked_while_it_is_typed(editor):  # L11
    editor.click('[data-side-panel-toggle="plain-language"]')
    panel = editor.locator('[data-side-panel="plain-language"]')
    expect(panel.locator(".plain-language__count")).to_be_visible()
    marks = panel.locator("mark")
    before = marks.all_inner_texts()
    assert "Zwecks" not in before
    editor.locator("[name=summary]").press_sequentially(f"{SENTENCE} ")
    expect(panel.locator("mark", has_text="Zwecks")).to_have_count(1)
    assert sorted(marks.all_inner_texts()) == sorted([*before, "Zwecks"])
    counter = editor.locator('[data-side-panel-toggle="plain-language"] [data-side-panel-toggle-counter]')
    expect(counter).to_have_text(str(len(before) + 1))
    # Wagtail's own editor has faults; the panel has none.
    assert Axe().run(editor, context='[data-side-panel="plain-language"]').response["violations"] == []


def test_a_rich_text_is_read_too_and_a_mended_sentence_has_no_hint(editor):  # L11
    editor.click('[data-side-panel-toggle="plain-language"]')
    panel = editor.locator('[data-side-panel="plain-language"]')
    text = editor.locator(".public-DraftEditor-content").first
    text.click()
    text.press("Control+End")
    text.press_sequentially(f" {SENTENCE}")
    mark = panel.locator("mark", has_text="Zwecks")
    expect(mark).to_have_count(1)
    for _letter in SENTENCE:
        text.press("Backspace")
    expect(mark).to_have_count(0)
