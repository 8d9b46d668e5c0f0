"""Staff log in, set up their second factor and use it, and lose nothing when a session ends, in Chromium."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from home.demo.accounts import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, PASSWORD, STAFF
from tests.browser.test_accessibility import VIEWS, complaints, sticks_out
from tests.cms.login.people import code_now
from tests.databases import manage
from tests.servers import run_server

PAGE_OF_EVENTS = "from events.models import EventIndexPage as P; print(P.objects.get(locale__language_code='de').pk)"
AGE_SESSIONS = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    session = SessionStore(row.session_key)
    for record in session.get("account_authentication_methods", []):
        record["at"] -= {seconds}
    session["staff_last_active"] = 0
    session.save()
"""


@pytest.fixture(scope="module")
def site(demo) -> Iterator[str]:
    """A copy of the demo that demands the second factor; under a name, because passkeys need one."""
    with run_server(demo.database_url, demo.var_dir, threads=4, STAFF_SECOND_FACTOR="1") as server:
        yield server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def person(browser) -> Iterator:
    """A page of a new browser; what its policy refuses or its scripts throw fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE", reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if "Security Policy" in message.text else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def log_in(page, site: str, name: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")


def log_out(page, site: str) -> None:
    page.goto(f"{site}/account/logout/")
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/account/login/$"))


def give_code(page, code: str) -> None:
    page.fill("[name=code]", code)
    page.click("[type=submit]")


def test_a_clerk_sets_up_an_app_and_a_passkey_and_logs_in_with_each(person, site):  # X7
    log_in(person, site, STAFF.name)
    expect(person.get_by_text("Ihr Konto sieht personenbezogene Daten")).to_be_visible()
    person.get_by_role("link", name="App einrichten").click()
    secret = person.locator(".factor-key").inner_text()
    assert person.locator(".factor-picture").evaluate("image => image.naturalWidth") > 100
    give_code(person, "000000")
    expect(person.get_by_role("alert")).to_contain_text("Dieser Code stimmt nicht")
    assert person.locator(".factor-key").inner_text() == secret
    give_code(person, code_now(secret))
    person.get_by_role("button", name="Codes anzeigen").click()
    expect(person.locator(".factor-codes code")).to_have_count(10)
    codes = person.locator(".factor-codes code").all_inner_texts()
    person.get_by_role("link", name="zur Verwaltung").click()
    expect(person).to_have_url(f"{site}/admin/")

    log_out(person, site)
    log_in(person, site, STAFF.name)
    give_code(person, "999999")
    expect(person.get_by_role("alert").first).to_contain_text("Dieser Code stimmt nicht")
    give_code(person, codes[0])
    expect(person).to_have_url(f"{site}/admin/")

    devices = person.context.new_cdp_session(person)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    person.goto(f"{site}/account/second-factor/")
    person.get_by_role("link", name="Passkey hinzufügen").click()
    person.get_by_role("textbox", name="Name").fill("Dienst-Laptop")
    person.get_by_role("button", name="Passkey hinzufügen").click()
    person.wait_for_url(f"{site}/account/second-factor/")
    expect(person.get_by_role("link", name="„Dienst-Laptop“ entfernen")).to_be_visible()

    log_out(person, site)
    person.get_by_role("button", name="Mit einem Passkey einloggen").click()
    person.wait_for_url(f"{site}/admin/")
    log_out(person, site)
    log_in(person, site, STAFF.name)
    person.get_by_role("button", name="Passkey oder Sicherheitsschlüssel verwenden").click()
    person.wait_for_url(f"{site}/admin/")


def test_a_passkey_that_fails_is_said_in_a_sentence(person, site):  # X7
    person.goto(f"{site}/account/login/")
    devices = person.context.new_cdp_session(person)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": False}})
    person.get_by_role("button", name="Mit einem Passkey einloggen").click()
    expect(person.get_by_text("Der Passkey konnte nicht verwendet werden.")).to_be_visible()


def test_the_administrator_resets_a_lost_factor(browser, person, site):  # X7
    context = browser.new_context(locale="de-DE")
    editor = context.new_page()
    log_in(editor, site, CHIEF_EDITOR.name)
    editor.goto(f"{site}/account/second-factor/app/")
    give_code(editor, code_now(editor.locator(".factor-key").inner_text()))
    editor.goto(f"{site}/admin/")
    expect(editor).to_have_url(f"{site}/admin/")

    log_in(person, site, ADMINISTRATOR.name)
    person.goto(f"{site}/account/second-factor/app/")
    give_code(person, code_now(person.locator(".factor-key").inner_text()))
    person.goto(f"{site}/admin/users/")
    account = person.locator("main tbody tr", has_text=CHIEF_EDITOR.name)
    account.get_by_role("button", name=re.compile("Mehr Optionen|Weitere Optionen|More options")).click()
    person.get_by_role("link", name="Zweiten Faktor zurücksetzen").click()
    person.get_by_role("button", name="Ja, zurücksetzen").click()
    expect(person.get_by_text("Der zweite Faktor ist zurückgesetzt.")).to_be_visible()

    editor.goto(f"{site}/admin/")
    expect(editor).to_have_url(re.compile("/account/login/"))
    log_in(editor, site, CHIEF_EDITOR.name)
    expect(editor).to_have_url(f"{site}/admin/")
    context.close()


def test_an_editor_whose_session_ended_logs_in_in_a_second_tab_and_saves_in_the_first(person, site, demo):  # X7
    log_in(person, site, EDITOR.name)
    number = manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", PAGE_OF_EVENTS).stdout.strip()
    person.goto(f"{site}/admin/pages/{number}/edit/")
    person.locator("[name=title]").fill("Ein Titel, der nicht verloren geht")
    twelve_hours = AGE_SESSIONS.format(seconds=13 * 3600)
    manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", twelve_hours)

    second = person.context.new_page()
    second.goto(f"{site}/admin/")
    expect(second.get_by_text("Ihre Sitzung ist beendet")).to_be_visible()
    person.bring_to_front()
    person.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(person.locator("#session-notice")).to_contain_text("Was Sie getippt haben, steht noch hier")
    person.locator("footer button[type=submit]:visible").first.click()
    expect(person.locator("[name=title]")).to_have_value("Ein Titel, der nicht verloren geht")
    with person.context.expect_page() as opened:
        person.get_by_role("link", name="In neuem Tab einloggen").click()
    third = opened.value
    third.fill("[name=username]", EDITOR.name)
    third.fill("[name=password]", PASSWORD)
    third.click("[type=submit]")
    third.wait_for_url(f"{site}/admin/")

    person.bring_to_front()
    person.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(person.locator("#session-notice")).to_be_hidden()
    person.locator("footer button[type=submit]:visible").first.click()
    expect(person.locator(".messages .success")).to_be_visible()
    expect(person.locator("[name=title]")).to_have_value("Ein Titel, der nicht verloren geht")


def test_a_warning_comes_before_the_end_and_one_press_keeps_the_session(person, site, demo):  # X7
    log_in(person, site, EDITOR.name)
    person.goto(f"{site}/admin/account/")
    expect(person.locator("#session-notice")).to_be_hidden()
    manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", AGE_SESSIONS.format(seconds=42900))
    person.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(person.locator("#session-notice")).to_contain_text("endet Ihre Sitzung bald")
    expect(person.get_by_role("button", name="Eingeloggt bleiben")).to_be_visible()


@pytest.mark.parametrize(("view", "name"), [("light 1280", "uebersetzung"), ("dark 320", "zugangsbedarf")])
def test_axe_finds_nothing_from_the_password_to_the_second_step(browser, site, view, name):  # X7 A1
    context = browser.new_context(reduced_motion="reduce", locale="de-DE", **VIEWS[view])
    page = context.new_page()
    found = {}

    def look(step: str) -> None:
        if problems := complaints(page) + ["sticks out"] * sticks_out(page):
            found[step] = problems

    def look_at(address: str) -> None:
        page.goto(f"{site}/{address}")
        look(address)

    look_at("account/login/")
    page.click("main form button[type=submit]")
    look("empty log-in")
    look_at("admin/password_reset/")
    page.click("main form button[type=submit]")
    look("empty reset")
    look_at("admin/password_reset/done/")
    look_at("admin/password_reset/confirm/MQ/no-such-key/")
    log_in(page, site, name)
    look_at("account/second-factor/")
    look_at("account/second-factor/app/")
    secret = page.locator(".factor-key").inner_text()
    give_code(page, "000000")
    look("wrong code of the app")
    give_code(page, code_now(secret))
    look("before the codes")
    page.get_by_role("button", name="Codes anzeigen").click()
    look("codes")
    look_at("account/second-factor/")
    look_at("account/second-factor/app/remove/")
    look_at("account/second-factor/recovery-codes/new/")
    look_at("account/second-factor/passkeys/add/")
    look_at("account/logout/")
    log_out(page, site)
    log_in(page, site, name)
    look("second step")
    give_code(page, "000000")
    look("wrong code of the second step")
    context.close()
    assert found == {}
