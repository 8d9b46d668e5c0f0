"""What the type of each script asks for, as Chromium computes it from the site's style sheet."""

from pathlib import Path

import pytest

from tests.browser.test_accessibility import open_view

CSS = (Path(__file__).parents[2] / "cms/static/cms/css/site.css").read_text()
PAGE = """<!DOCTYPE html><html lang="{code}" dir="auto"><head><style>{css}</style></head><body>
<h1>Titel</h1><h2>Titel</h2><h3>Titel</h3><p>Text</p><ol><li>Text</li></ol><p id="other" lang="{other}">Text</p>
<h2 id="foreign" lang="{other}">Titel</h2></body></html>"""
COMPUTED = """selector => {
    const style = getComputedStyle(document.querySelector(selector));
    return {
        leading: Math.round(100 * parseFloat(style.lineHeight) / parseFloat(style.fontSize)) / 100,
        tracking: parseFloat(style.letterSpacing) || 0,
        font: style.fontFamily.split(",")[0].replaceAll('"', ""),
        quotes: style.quotes.replaceAll(/[" ]/g, "").slice(0, 2),
    };
}"""
JOINED = {"leading": (1.5, 1.5, 1.5, 1.8), "is_tracked": False, "font": "-apple-system", "quotes": "«»"}
ETHIOPIC = {"leading": (1.45, 1.45, 1.45, 1.75), "is_tracked": False, "font": "Noto Sans Ethiopic", "quotes": "«»"}
SCRIPTS = {
    "de": {"leading": (1.12, 1.2, 1.2, 1.6), "is_tracked": True, "font": "system-ui", "quotes": "„“"},
    "uk": {"leading": (1.12, 1.2, 1.2, 1.6), "is_tracked": True, "font": "system-ui", "quotes": "«»"},
    "vi": {"leading": (1.35, 1.35, 1.35, 1.6), "is_tracked": True, "font": "system-ui", "quotes": "“”"},
    "ar": JOINED,
    "fa": JOINED,
    "prs": JOINED,
    "ckb": JOINED,
    "ti": ETHIOPIC,
    "am": ETHIOPIC,
}


@pytest.fixture(scope="module")
def page(browser):
    page = open_view(browser, viewport={"width": 800, "height": 600})
    yield page
    page.context.close()


def computed(page, code, other="de"):
    page.set_content(PAGE.format(code=code, other=other, css=CSS))
    found = {selector: page.evaluate(COMPUTED, selector) for selector in ("h1", "h2", "h3", "p", "#other", "#foreign")}
    return found


@pytest.mark.parametrize("code", SCRIPTS)
def test_each_script_gets_the_type_that_it_needs(page, code):  # L2 A4
    found = computed(page, code)
    assert {
        "leading": tuple(found[one]["leading"] for one in ("h1", "h2", "h3", "p")),
        "is_tracked": found["h1"]["tracking"] != 0,
        "font": found["p"]["font"],
        "quotes": found["p"]["quotes"],
    } == SCRIPTS[code]


def test_a_text_of_another_language_keeps_its_own_type(page):  # L2 A4
    inside_arabic = computed(page, "ar", other="de")
    assert (inside_arabic["#other"]["font"], inside_arabic["#foreign"]["leading"]) == ("system-ui", 1.2)
    inside_german = computed(page, "de", other="ar")
    assert (inside_german["#other"]["font"], inside_german["#foreign"]["leading"]) == ("-apple-system", 1.5)


def test_lists_are_numbered_with_the_digits_of_all_other_numbers(page):  # L2
    kinds = {}
    for code in SCRIPTS:
        page.set_content(PAGE.format(code=code, other="de", css=CSS))
        kinds[code] = page.evaluate("getComputedStyle(document.querySelector('ol')).listStyleType")
    assert kinds == dict.fromkeys(SCRIPTS, "decimal")
