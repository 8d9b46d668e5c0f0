"""From the editor's invitation to the member's download in a real browser; the member's has no JavaScript."""

import re

import pytest

from tests.browser.test_accessibility import VIEWS, complaints, open_view
from tests.browser.test_signup_walk import BASE, submit
from tests.demo_site import WALKED, links_of

PASSWORD = "vier lange Wörter hier"
WORKING_GROUP = "Arbeitsgruppe Sprache und Bildung"


@pytest.fixture
def editor(browser, demo_site):
    """A page of the admin, logged in as the demo's editor."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()
    page.goto(f"{demo_site.url}/admin/login/")
    page.fill("[name=username]", "redaktion")
    page.fill("[name=password]", "teilhabe-demo")
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/admin/$"))
    yield page
    page.context.close()


def open_members(page, demo_site) -> None:
    page.goto(f"{demo_site.url}/admin/snippets/downloads/workinggroup/")
    page.get_by_role("link", name=WORKING_GROUP).first.click()
    page.locator("header a[href$='/members/'], a[href$='/members/']").first.click()
    page.wait_for_selector("[name=addresses]")


def invite(page, demo_site, address: str, language: str) -> None:
    open_members(page, demo_site)
    page.fill("[name=addresses]", address)
    page.select_option("[name=language]", language)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_selector(".messages .success")


def test_an_invited_member_reads_the_internal_draft(editor, browser, demo_site):  # D3 A1 A2 A8
    address, language = "member@verein.example", "en"
    invite(editor, demo_site, address, language)
    # Once more without Wagtail's own message, which comes into sight slowly.
    editor.reload()
    found = {"members": complaints(editor)}
    demo_site.run_worker()
    (mail,) = demo_site.mails_to(address)
    assert mail["Content-Language"] == language
    link = links_of(mail)[0].replace(BASE, demo_site.url)
    editor.goto(link)
    found["password"] = complaints(editor)

    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    member = context.new_page()
    member.goto(link)
    assert (member.locator("html").get_attribute("lang"), context.cookies()) == (language, [])
    member.fill("[name=password]", PASSWORD)
    member.fill("[name=repeated]", PASSWORD)
    submit(member)
    member.wait_for_selector("#group-1")
    assert member.url == f"{demo_site.url}/{language}/working-groups/"
    assert [cookie["name"] for cookie in context.cookies()] == ["sessionid"]
    assert member.locator("h2", has_text=WORKING_GROUP).count() == 1
    file = member.locator(".publication a[href*='/downloads/']").last.get_attribute("href")
    fetched = context.request.get(demo_site.url + file)
    assert (fetched.status, fetched.body()[:5]) == (200, b"%PDF-")

    submit(member)
    member.wait_for_selector(".notice-good")
    assert (member.url.split("?")[0], context.cookies()) == (f"{demo_site.url}/{language}/working-groups/", [])
    assert context.request.get(demo_site.url + file).status == 404
    context.close()

    open_members(editor, demo_site)
    membership = editor.locator(f"tr:has-text('{address}') a")
    for question in [link.get_attribute("href") for link in membership.all()]:
        editor.goto(demo_site.url + question)
        found[question] = complaints(editor)
    editor.locator("main form button.serious").click()
    editor.wait_for_selector(".messages .success")
    assert editor.locator(f"th:has-text('{address}')").count() == 0
    assert {step: problems for step, problems in found.items() if problems} == {}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", WALKED)
def test_axe_finds_nothing_on_the_pages_for_members(browser, demo_site, language, view):  # A1 A3
    page = open_view(browser, **VIEWS[view])
    start = f"{demo_site.url}/{language}/working-groups/"
    found, wide = {}, {}

    def look(step: str) -> None:
        found[step] = complaints(page)
        wide[step] = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")

    for path in ("", "password/", "password/sent/", "password/wrong/"):
        page.goto(start + path)
        look(path)
    page.goto(start)
    submit(page)
    look("errors")
    assert page.locator(".error-summary").evaluate("e => e === document.activeElement")
    page.fill("[name=login]", "arbeitsgruppe")
    page.fill("[name=password]", "teilhabe-demo")
    submit(page)
    page.wait_for_selector("#group-1")
    look("drafts")
    submit(page)
    page.wait_for_selector(".notice-good")
    look("logged out")
    page.context.close()
    assert ({step: problems for step, problems in found.items() if problems}, set(wide.values())) == ({}, {0})
