"""After a commit the next reader gets the new page; what changes by itself changes on time."""

from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from cms.consequences.answers import answered_by
from cms.models import SiteFrame
from cms.terms.models import Term
from events.models import Event, InvitationCode, Venue
from events.models.erasing_dates import erasing_of
from events.signups import cancel_by_staff, save_code
from tests.builders import (
    add_page,
    make_admin,
    make_event,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.cms.page_cache.asking import ask, new_cache
from tests.downloads.publications import add_file, make_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    """A small site with all that stands on its pages, by name."""
    home = make_home()
    index = make_event_index(home)
    event = make_event(capacity=3)
    text = [("paragraph", "<p>Ein Wort der Verwaltung.</p>")]
    return {
        "home": home,
        "index": index,
        "event": event,
        "event page": make_event_page(index, event),
        "page": add_page(home, "Seite", slug="seite", body=text),
        "frame": make_frame(main_menu=[home]),
        "english": translate(home, "en"),
    }


def publish(thing, **changes):
    for name, value in changes.items():
        setattr(thing, name, value)
    with answered_by("tests"):
        thing.save_revision().publish()


def make_term():
    german = Locale.objects.get(language_code="de")
    publish(Term.objects.create(locale=german, word="Verwaltung", explanation="Das Rathaus."))


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


CHANGES = {
    "a page is published": lambda site: publish(site["page"], title="Neuer Titel"),
    "a page is moved": lambda site: site["page"].move(site["index"]),
    "a page is unpublished": lambda site: site["page"].unpublish(),
    "a page is restricted": lambda site: restrict(site["page"]),
    "a term is published": lambda site: make_term(),
    "a language is opened": lambda site: [translate(site["home"], "uk"), open_language("uk")],
    "a language is closed": lambda site: open_language("en", is_public=False),
    "a menu is changed": lambda site: publish(SiteFrame.objects.get(), city_name="Andere Stadt"),
    "an event gets a page in another language": lambda site: translate(site["event page"], "en"),
    "an event is published": lambda site: publish(Event.objects.get(), name="Anders", capacity=2),
    "a venue moves": lambda site: Venue.objects.update(street="Nebenstraße 2"),
    "somebody signs up": lambda site: signed_up_and_confirmed(site["event"], 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_reader_after_a_commit_gets_what_is_right(site, client, monkeypatch, settings, change):  # F3 F4 R8
    settings.SHARED_STANDING = True
    monkeypatch.setattr("cms.page_cache.application.SECONDS_OF_LISTS", 0)
    pages, _handler = new_cache()
    german_only = f"/en/event/{site['event'].public_id}/"
    addresses = ["/de/", "/en/", "/de/seite/", site["index"].url, site["event page"].url, german_only, "/sitemap-1.xml"]
    for address in addresses:
        ask(pages, address)
    CHANGES[change](site)
    for address in addresses:
        answer = ask(pages, address)
        with override_settings(SHARED_STANDING=False):
            right = client.get(address)
        assert (address, answer.status, answer.body) == (address, right.status_code, right.content)


def test_a_seat_that_is_taken_or_given_back_is_seen_at_once(site):  # F4 P5
    pages, handler = new_cache()
    address = site["event page"].url

    def free() -> bytes:
        body = ask(pages, address).body
        return body[body.index(b'"remainingAttendeeCapacity"') :][:32]

    before = free()
    signup = signed_up_and_confirmed(site["event"], 1)
    taken = free()
    cancel_by_staff(signup.public_id, make_admin())
    assert (free() == before, taken == before, handler.asked) == (True, False, 3)
    assert ask(pages, address).state == "hit"


def test_the_seats_of_an_event_without_a_page_in_a_language_are_seen_at_once(site):  # F4 L17
    pages, handler = new_cache()
    address = f"/en/event/{site['event'].public_id}/"
    assert [ask(pages, address).state for _time in range(2)] == ["miss", "hit"]
    signed_up_and_confirmed(site["event"], 1)
    assert (ask(pages, address).body.count(b"2 seats free"), handler.asked) == (1, 2)


def test_a_rush_for_one_event_leaves_other_pages_alone(site):  # F4
    pages, handler = new_cache()
    other = make_event_page(site["index"], make_event("Andere"), "Andere")
    addresses = ["/de/seite/", other.url]
    for address in addresses:
        ask(pages, address)
    for number in range(3):
        signed_up_and_confirmed(site["event"], number)
        assert [ask(pages, address).state for address in addresses] == ["hit", "hit"]
    assert handler.asked == 2


def test_a_list_shows_seats_a_second_late_at_most(site, monkeypatch):  # F4
    pages, handler = new_cache()
    ask(pages, site["index"].url)
    signed_up_and_confirmed(site["event"], 1)
    monkeypatch.setattr("cms.page_cache.application.SECONDS_OF_LISTS", 3600)
    assert ask(pages, site["index"].url).state == "hit"
    monkeypatch.setattr("cms.page_cache.application.SECONDS_OF_LISTS", 0)
    assert ask(pages, site["index"].url).state == "miss"
    assert handler.asked == 2


def test_a_draft_empties_nothing(site):  # F4
    pages, _handler = new_cache()
    ask(pages, "/de/seite/")
    site["page"].title = "Entwurf"
    site["page"].save_revision()
    add_page(site["home"], "Noch nicht", live=False)
    assert ask(pages, "/de/seite/").state == "hit"


@pytest.mark.parametrize("what", ["release", "opening", "code", "erasing"])
def test_a_page_changes_by_itself_on_time(site, what):  # F4 D2 S5
    moment = timezone.now() + timedelta(days=1)
    address = site["event page"].url
    if what == "release":
        publication = make_publication(release_at=moment)
        add_file(publication)
        address = add_page(site["home"], "Entwürfe", slug="entwuerfe", body=[("publications", [publication])]).url
    elif what == "erasing":
        moment = erasing_of(site["event"]).signups
        address = add_page(site["home"], "Datenschutz", slug="datenschutz", body=[("retention_periods", None)]).url
    elif what == "opening":
        publish(Event.objects.get(), signup_opens_at=moment)
    else:
        save_code(InvitationCode(event=site["event"], organisation="Verein", seats=3, held_back=3, valid_until=moment))
    pages, _handler = new_cache()
    seen = {}
    for seconds in (-30, -1, 0, 1):
        with time_machine.travel(moment + timedelta(seconds=seconds), tick=False):
            answer = ask(pages, address)
            seen[seconds] = (answer.state, answer.body)
    assert [state for state, _body in seen.values()] == ["miss", "hit", "miss", "hit"]
    assert seen[-1][1] != seen[0][1]
