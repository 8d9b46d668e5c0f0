"""What wagtail-localize writes into a translation stays a draft until somebody publishes it."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from cms.ground.publish_refusal import PublishRefused
from cms.languages.guards.translation_drafts import restrict_translation, stays_a_draft, with_mark
from events.models import Venue
from tests.builders import add_page, make_home, make_venue, translate

from .translating import begin, page, write

pytestmark = pytest.mark.django_db


def marked(instance):
    """The same row as wagtail-localize fetches it to write into it."""
    return with_mark(lambda source, locale: instance)(None, None)


def test_a_page_that_is_fetched_to_be_written_into_stays_a_draft():  # L9
    english = translate(add_page(make_home(), "Seite"), "en")
    assert [stays_a_draft(english), stays_a_draft(marked(english))] == [False, True]


def test_what_has_no_drafts_waits_until_nothing_is_german():  # L9
    venue = make_venue("Stadthaus")
    Locale.objects.get_or_create(language_code="en")
    translation = begin(venue)
    english = page(translation)
    with pytest.raises(PublishRefused):
        stays_a_draft(marked(english))
    # Nobody fetched it to write into it, so its own save has to ask.
    assert stays_a_draft(Venue.objects.get(pk=english.pk)) is False
    write(translation, "Stadthaus", "Town hall")
    assert stays_a_draft(marked(page(translation))) is False


def test_a_translation_is_restricted_like_its_german_page():  # X2
    german = add_page(make_home(), "Seite")
    english = translate(german, "en")
    # In bulk nobody hears of it.
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=german, restriction_type=PageViewRestriction.PASSWORD, password="geheim")]
    )
    restrict_translation(None, german, english)
    carried = english.view_restrictions.get()
    assert (carried.restriction_type, carried.password) == (PageViewRestriction.PASSWORD, "geheim")
