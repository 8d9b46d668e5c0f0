"""A person's own pages in a real browser: correct, get the link again, download, erase; without JavaScript."""

import json

import pytest

from tests.browser.test_accessibility import complaints
from tests.browser.test_signup_walk import BASE, fill_in, open_form, submit, visitor
from tests.demo_site import WALKED, links_of

__all__ = ["visitor"]


def link_with(message, part: str, demo_site) -> str:
    return next(link for link in links_of(message) if part in link).replace(BASE, demo_site.url)


def sign_up_and_confirm(page, demo_site, language: str, address: str) -> None:
    """End on the personal page."""
    open_form(page, demo_site, language)
    fill_in(page, address)
    submit(page)
    demo_site.run_worker()
    page.goto(link_with(demo_site.mails_to(address)[-1], "/confirm/", demo_site))
    submit(page)


@pytest.mark.parametrize("language", WALKED)
def test_somebody_corrects_downloads_and_erases(visitor, demo_site, language):  # S8 V2 A2
    address = f"own-{language}@example.org"
    sign_up_and_confirm(visitor, demo_site, language, address)
    own_page = visitor.url

    with visitor.expect_navigation():
        visitor.locator("main a[href$='/correct/']").click()
    visitor.locator("[name=given_name]").fill("Berta")
    submit(visitor)
    assert visitor.url.endswith("/?saved=1")
    assert visitor.locator("[role=status]").count() == 1
    assert visitor.locator("dd", has_text="Berta").count() == 2

    with visitor.expect_download() as download:
        visitor.locator("main a[href$='/data.json']").click()
    assert json.loads(download.value.path().read_text())["person"]["given_name"] == "Berta"

    with visitor.expect_navigation():
        visitor.locator("main a[href$='/erase/']").click()
    submit(visitor)
    assert visitor.url == f"{demo_site.url}/{language}/my-signup/erased/"
    assert visitor.goto(own_page).status == 404


@pytest.mark.parametrize("language", WALKED)
def test_somebody_who_lost_the_mail_gets_the_link_again(visitor, demo_site, language):  # S8
    address = f"lost-{language}@example.org"
    sign_up_and_confirm(visitor, demo_site, language, address)
    own_page = visitor.url
    demo_site.run_worker()
    before = len(demo_site.mails_to(address))

    open_form(visitor, demo_site, language)
    visitor.locator("main a[href$='/link/']").click()
    visitor.locator("input[type=email]").fill(address)
    submit(visitor)
    assert visitor.url.endswith("/link/sent/")
    demo_site.run_worker()
    mails = demo_site.mails_to(address)
    assert len(mails) == before + 1
    visitor.goto(link_with(mails[-1], "/my-signup/", demo_site))
    assert visitor.url.rsplit(":", 2)[0] == own_page.rsplit(":", 2)[0]
    assert visitor.locator("dd", has_text=address).count() == 1


@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_every_own_page_passes_axe_and_fits_a_small_phone(browser, demo_site, colours):  # A1 A3
    context = browser.new_context(reduced_motion="reduce", color_scheme=colours, viewport={"width": 320, "height": 800})
    page = context.new_page()
    found, wide = {}, []

    def look(step: str) -> None:
        if problems := complaints(page):
            found[step] = problems
        if page.evaluate("document.scrollingElement.scrollWidth") > 320:
            wide.append(step)

    sign_up_and_confirm(page, demo_site, "de", f"axe-own-{colours}@example.org")
    own_page = page.url
    for step in ("?saved=1", "correct/", "cancel/", "erase/"):
        page.goto(own_page + step)
        look(step)
    page.goto(f"{own_page}correct/")
    page.locator("[name=given_name]").fill("")
    submit(page)
    look("errors")
    open_form(page, demo_site, "de")
    form = page.url
    for step in ("link/", "link/sent/", "cancel-by-code/", "cancelled/"):
        page.goto(form + step)
        look(step)
    page.goto(f"{form}cancel-by-code/")
    submit(page)
    look("code errors")
    for step in ("erased/", "wrong/"):
        page.goto(f"{demo_site.url}/de/my-signup/{step}")
        look(step)
    context.close()
    assert (found, wide) == ({}, [])
