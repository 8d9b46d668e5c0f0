"""Which pages visitors reach, and in which language: one answer for a whole request."""

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.languages.reading.reachable import ReachablePages, reachable_pages
from tests.builders import add_page, make_home, open_language, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def content(home):
    """A page in German and, with its home page, in open English."""
    page = add_page(home, "Seite", slug="seite")
    translate(page, "en")
    open_language("en")
    return page


def reachable(rf, **attributes) -> ReachablePages:
    request = rf.get("/de/", headers={"host": "localhost"})
    for name, value in attributes.items():
        setattr(request, name, value)
    return ReachablePages(request)


def languages_of(pages: ReachablePages, page) -> list[str]:
    return list(pages.translations(page.translation_key))


def test_a_published_page_is_reached_in_every_open_language(rf, content):  # L1
    pages = reachable(rf)
    english = pages.translations(content.translation_key)["en"]
    assert (languages_of(pages, content), pages.includes(content), pages.includes(english)) == (
        ["de", "en"],
        True,
        True,
    )
    assert [pages.url(one) for one in pages.at_path("seite/").values()] == ["/de/seite/", "/en/seite/"]


def test_a_closed_language_is_reached_only_in_its_own_preview(rf, content):  # L1 X2
    open_language("en", is_public=False)
    assert languages_of(reachable(rf), content) == ["de"]
    with translation.override("en"):
        assert languages_of(reachable(rf), content) == ["de"]
        assert languages_of(reachable(rf, is_preview=True), content) == ["de", "en"]


def test_a_draft_is_not_reached(rf, content):  # X2
    content.get_translations().get().unpublish()
    assert (languages_of(reachable(rf), content), list(reachable(rf).at_path("seite/"))) == (["de"], ["de"])


def test_nothing_is_reached_without_its_home_page(rf, content):  # L1
    content.get_parent().get_translations().get().unpublish(set_expired=False)
    assert languages_of(reachable(rf), content) == ["de"]


@pytest.mark.parametrize("depth", [1, 2])
def test_nothing_is_reached_at_or_below_a_restriction(rf, content, depth):  # X2
    below = add_page(content, "Darunter")
    restricted = content.get_ancestors(inclusive=True)[depth]
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    pages = reachable(rf)
    assert [languages_of(pages, page) for page in (content, below)] == [[], []]
    assert (pages.includes(content), pages.includes(below)) == (False, False)
    assert list(pages.homes) == ([] if depth == 1 else ["de", "en"])


def test_the_readers_own_language_is_no_other_one(rf, content, home):  # L1
    only_german = add_page(home, "Nur deutsch")
    pages = reachable(rf)
    with translation.override("en"):
        found = [pages.in_this_language(one) for one in (content, only_german)]
    assert [one and one.title for one in found] == ["Seite (en)", None]


def test_pages_that_are_read_ahead_cost_one_query(rf, content, home, django_assert_num_queries):  # S3
    pages = reachable(rf)
    keys = [content.translation_key, home.translation_key]
    assert (list(pages.homes), pages.includes(content)) == (["de", "en"], True)
    with django_assert_num_queries(1):
        pages.read_ahead(keys)
        found = [list(pages.translations(key)) for key in keys]
    assert found == [["de", "en"], ["de", "en"]]


def test_all_who_ask_in_one_request_share_the_answer(rf):  # S3
    request = rf.get("/de/")
    assert reachable_pages(request) is reachable_pages(request)
    assert reachable_pages(rf.get("/de/")) is not reachable_pages(request)
