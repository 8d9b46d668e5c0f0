"""Whatever happens in whatever order: what is kept is byte for byte what Django would answer now."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import PageViewRestriction, Site

from cms.consequences.answers import answered_by
from events.models import Event, Signup
from events.signups import Refused, cancel_by_staff
from home.models import ContentPage
from tests.builders import (
    BERLIN,
    add_page,
    make_admin,
    make_event,
    make_event_index,
    make_event_page,
    make_home,
    signed_up_and_confirmed,
)
from tests.cms.page_cache.asking import ask, new_cache
from tests.downloads.publications import add_file, make_publication

NOW = datetime(2027, 3, 1, 12, tzinfo=BERLIN)
STORIES = [3, pytest.param(40, marks=pytest.mark.long)]


class Readers(RuleBasedStateMachine):
    """Editors publish, people sign up, time goes on; readers come all the while."""

    site: dict = {}

    @initialize()
    def begin(self) -> None:
        self.pages, _handler = new_cache()
        self.clock = time_machine.travel(NOW, tick=False)
        self.travelled = self.clock.start()
        self.people = 0

    def teardown(self) -> None:
        self.clock.stop()

    @rule(title=st.sampled_from(["Eins", "Zwei", "Drei"]))
    def publish_a_page(self, title: str) -> None:
        page = ContentPage.objects.get(slug="seite")
        page.title = title
        page.save_revision().publish()

    @rule(title=st.sampled_from(["Entwurf A", "Entwurf B"]))
    def write_a_draft(self, title: str) -> None:
        page = ContentPage.objects.get(slug="seite")
        page.title = title
        page.save_revision()

    @rule()
    def restrict_or_open(self) -> None:
        page = ContentPage.objects.get(slug="seite")
        if not PageViewRestriction.objects.filter(page=page).delete()[0]:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    @rule(capacity=st.integers(1, 4))
    def change_the_capacity(self, capacity: int) -> None:
        event = Event.objects.get()
        event.capacity = capacity
        with answered_by("tests"):
            event.save_revision(clean=False).publish()

    @rule()
    def sign_up(self) -> None:
        self.people += 1
        with suppress(Refused):
            signed_up_and_confirmed(Event.objects.get(), 1000 * Signup.objects.count() + self.people)

    @rule()
    def cancel(self) -> None:
        signup = Signup.objects.active().first()
        if signup:
            cancel_by_staff(signup.public_id, self.site["admin"])

    @rule(seconds=st.sampled_from([1, 3600, 86400, 40 * 86400]))
    def wait(self, seconds: int) -> None:
        self.travelled.shift(timedelta(seconds=seconds))

    @invariant()
    def a_reader_gets_what_is_right(self) -> None:
        if not hasattr(self, "pages"):
            return
        for address in self.site["addresses"]:
            kept = ask(self.pages, address)
            with override_settings(SHARED_STANDING=False):
                right = Client().get(address)
            assert (address, kept.status, kept.body) == (address, right.status_code, right.content)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stories", STORIES)
def test_what_is_kept_is_what_would_be_made(monkeypatch, settings, stories):  # F3 F4 R8
    settings.SHARED_STANDING = True
    monkeypatch.setattr("cms.page_cache.application.SECONDS_OF_LISTS", 0)
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        home = make_home()
        index = make_event_index(home)
        event = make_event(capacity=2, signup_opens_at=NOW + timedelta(days=3), waiting_list_size=1)
        publication = make_publication(release_at=NOW + timedelta(days=2))
        add_file(publication)
        add_page(home, "Seite", slug="seite", body=[("publications", [publication])])
        Readers.site = {
            "admin": make_admin(),
            "addresses": ["/de/", "/de/seite/", index.url, make_event_page(index, event).url, "/sitemap-1.xml"],
        }
    assert (Site.objects.count(), timezone.is_aware(NOW), connection.in_atomic_block) == (1, True, False)
    run_state_machine_as_test(
        Readers,
        settings=examples(
            max_examples=stories,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
