"""For whom an answer is made decides which pictures it may show."""

import pytest
from django.http import HttpResponse
from wagtail.models import PageViewRestriction

from cms.pictures.audience import Audience, audience, note_served_page, pictures_for_staff
from tests.builders import add_page, make_home

pytestmark = pytest.mark.django_db


def audience_while_serving(rf, page=None) -> Audience:
    """Return for whom an answer is that serves this page, or none."""
    seen = []

    def serve(request) -> HttpResponse:
        if page:
            note_served_page(page, request, [], {})
        seen.append(audience())
        return HttpResponse()

    pictures_for_staff(serve)(rf.get("/de/", headers={"host": "localhost"}))
    return seen[0]


def test_pictures_are_for_staff_until_a_page_is_served(rf):  # X2
    assert (audience(), audience_while_serving(rf)) == (Audience.STAFF, Audience.STAFF)


def test_a_page_that_visitors_reach_is_for_everybody(rf):  # X2
    assert audience_while_serving(rf, add_page(make_home(), "Seite")) == Audience.EVERYBODY


def test_a_restricted_page_and_a_draft_are_not(rf):  # X2
    home = make_home()
    restricted, draft = add_page(home, "Intern"), add_page(home, "Entwurf", live=False)
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    found = [audience_while_serving(rf, page) for page in (restricted, draft)]
    assert found == [Audience.READERS_OF_A_RESTRICTED_PAGE] * 2


def test_nothing_of_an_answer_is_left_for_the_next_one(rf):  # X2
    page = add_page(make_home(), "Seite")
    assert [audience_while_serving(rf, page), audience_while_serving(rf)] == [Audience.EVERYBODY, Audience.STAFF]


def test_a_preview_inside_an_answer_begins_with_pictures_for_staff(rf):  # X2
    page = add_page(make_home(), "Seite")
    inner = []

    def serve(request) -> HttpResponse:
        note_served_page(page, request, [], {})
        inner.extend([audience_while_serving(rf), audience()])
        return HttpResponse()

    pictures_for_staff(serve)(rf.get("/de/", headers={"host": "localhost"}))
    assert inner == [Audience.STAFF, Audience.EVERYBODY]
