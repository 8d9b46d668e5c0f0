"""No word of what stands large breaks without a hyphen on a narrow screen; soft hyphens stay where they belong."""

import re

import pytest

from tests.browser.test_accessibility import open_view
from tests.demo_site import LANGUAGES

# Each letter that begins a line in the middle of a word, without a hyphen before it.
BROKEN = """() => {
    const broken = [];
    for (const one of document.querySelectorAll("h1, h2, h3, .lead, .button")) {
        if (!one.checkVisibility({ checkVisibilityCSS: true })) continue;
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode.data;
            if (walker.currentNode.parentElement.closest(".visually-hidden")) continue;
            const range = document.createRange();
            let last = null;
            for (let at = 0; at < text.length; at++) {
                if (/\\s/.test(text[at])) last = null;
                if (/[\\s\\u00ad]/.test(text[at])) continue;
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + 1);
                const box = [...range.getClientRects()].filter(box => box.width > 0.5).at(-1);
                if (!box) continue;
                if (last !== null && box.top > last + box.height / 2 && !/[-\\u2013\\u00ad/]/.test(text[at - 1]))
                    broken.push(`${text.slice(0, at)}|${text.slice(at)}`.trim());
                last = box.top;
            }
        }
    }
    return broken;
}"""


@pytest.mark.parametrize("code", [*LANGUAGES, "ar"])
def test_no_word_breaks_without_a_hyphen_at_320_px_which_is_400_percent(browser, demo_site, code):  # A3
    page = open_view(browser, viewport={"width": 320, "height": 640})
    broken = {}
    for path in demo_site.one_of_each_type:
        page.goto(f"{demo_site.url}/{code}{path}")
        if found := page.evaluate(BROKEN):
            broken[path] = found
    page.context.close()
    assert broken == {}


def test_titles_and_attributes_and_what_machines_read_have_no_soft_hyphens(browser, demo_site):  # P7 A4
    page = open_view(browser, viewport={"width": 320, "height": 640})
    wrong = {}
    for path in demo_site.one_of_each_type:
        source = page.goto(f"{demo_site.url}/de{path}").text()
        head, _tag, body = source.partition("<body>")
        if "\u00ad" in head or re.search("<[^>]*\u00ad[^>]*>", body):
            wrong[path] = True
    page.context.close()
    assert wrong == {}
