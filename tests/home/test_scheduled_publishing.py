"""The worker publishes and takes down what editors have scheduled."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.publishing import publish_scheduled
from home.models import ContentPage
from tests.builders import add_page, make_home

pytestmark = pytest.mark.django_db


def schedule(page: ContentPage, **moments) -> None:
    for name, value in moments.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_what_is_due_goes_live_and_what_has_expired_goes_down():
    now = timezone.now()
    home = make_home()
    coming, going, later = (add_page(home, title, live=title == "Alt") for title in ("Neu", "Alt", "Später"))
    schedule(coming, go_live_at=now + timedelta(minutes=1))
    schedule(going, expire_at=now + timedelta(minutes=1))
    schedule(later, go_live_at=now + timedelta(days=1))
    assert publish_scheduled(now) == 0
    with time_machine.travel(now + timedelta(minutes=2)):
        assert publish_scheduled(timezone.now()) == 2
        assert publish_scheduled(timezone.now()) == 0
    live = dict(ContentPage.objects.values_list("title", "live"))
    assert live == {"Neu": True, "Alt": False, "Später": False}


def test_a_page_that_cannot_be_published_does_not_hold_up_the_others(monkeypatch, logged_errors):
    now = timezone.now()
    home = make_home()
    broken, good = (add_page(home, title, live=False) for title in ("Kaputt", "Gut"))
    schedule(broken, go_live_at=now + timedelta(minutes=1))
    schedule(good, go_live_at=now + timedelta(minutes=2))
    publish = ContentPage.publish

    def refuse(page, *arguments, **options):
        if page.title == "Kaputt":
            raise ValueError("a gate refuses it")
        return publish(page, *arguments, **options)

    monkeypatch.setattr(ContentPage, "publish", refuse)
    with time_machine.travel(now + timedelta(minutes=3)):
        assert publish_scheduled(timezone.now()) == 1
    assert ContentPage.objects.get(title="Gut").live is True
    assert [record.exc_info[1].args for record in logged_errors] == [("a gate refuses it",)]
