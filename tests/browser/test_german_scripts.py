"""What Wagtail's and wagtail-localize's scripts write into a screen is German too."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.staff import at_work
from tests.databases import manage
from tests.home.test_german_admin import GERMAN_TOO, words
from tests.home.test_words_of_upstream import catalogues

FIND = """
from home.models import HomePage
print(*(HomePage.objects.get(locale__language_code=code).pk for code in ("de", "en")))
"""
SCREENS = [
    *("", "pages/", "pages/add/home/contentpage/{de}/", "pages/{de}/edit/", "pages/{en}/edit/", "account/"),
    *("snippets/events/event/", "snippets/events/event/edit/1/", "snippets/events/signupform/edit/1/", "signups/"),
    *("snippets/cms/siteframe/edit/1/", "snippets/downloads/publication/edit/1/", "images/", "images/multiple/add/"),
    *("languages/board/", "reports/workflow/"),
]
READ = """() => {
  const said = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (!texts.currentNode.parentElement.closest("script, style, template, [hidden], [lang]:not(html)")) {
      said.push(texts.currentNode.textContent);
    }
  }
  for (const name of ["title", "aria-label", "placeholder"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) said.push(element.getAttribute(name));
  }
  return said.map((text) => text.replace(/\\s+/g, " ").trim());
}"""


def english_words() -> set[str]:
    """All texts of the admin and of its scripts that are other ones in German."""
    scripts = {entry.msgid for entry in catalogues("en", "djangojs") if re.search("[a-z]{3}", entry.msgid)}
    german = {entry.msgstr for entry in catalogues("de", "djangojs")} | set(words().values())
    return (scripts | set(words())) - german - GERMAN_TOO


def shown(page: Page, address: str) -> set[str]:
    page.goto(address, wait_until="networkidle")
    return set(page.evaluate(READ))


@pytest.mark.long
def test_no_script_writes_english_into_a_german_screen(browser, demo_site):  # E1 O4
    pages = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", FIND).stdout.split()
    ids = dict(zip(("de", "en"), pages, strict=True))
    english = english_words()
    with at_work(browser, demo_site.url, "admin") as page:
        found = {screen: shown(page, f"{demo_site.url}/admin/{screen.format(**ids)}") for screen in SCREENS}
    assert {screen: texts & english for screen, texts in found.items() if texts & english} == {}
    assert all(len(texts) > 20 for texts in found.values())
