"""The contact sheet shows what the site has."""

from wagtail.models import Page

from cms.models import BasePage
from tests.browser.contact_sheet import LANGUAGES, PAGES, STATE_WIDTHS, THEMES, VIEWS, WIDTHS, shots


def test_the_sheet_has_every_type_of_page():
    assert sorted(PAGES) == sorted(model.__name__ for model in BasePage.__subclasses__())


def test_each_type_is_shown_by_a_page_of_it(demo):
    found = {
        page.specific_class.__name__: page.url
        for page in Page.objects.filter(locale__language_code="de", depth__gt=1)
        if page.url in {f"/de{path}" for path in PAGES.values()}
    }
    assert found == {kind: f"/de{path}" for kind, path in PAGES.items()}


def test_nothing_is_photographed_twice_and_everything_in_each_language_theme_and_width():
    wanted = list(shots({"full": "/de/voll/"}))
    pages = len(PAGES | VIEWS) * len(LANGUAGES) * len(THEMES) * len(WIDTHS)
    assert len(wanted) == pages + len(THEMES) * len(STATE_WIDTHS)
    assert len({shot.file for shot in wanted}) == len(wanted)
