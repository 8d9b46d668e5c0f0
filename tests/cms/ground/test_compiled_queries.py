"""Queries whose SQL is written once."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Max
from django.utils import timezone

from cms.ground.compiled_queries import Mark, Prepared, PreparedInsert, PreparedModel
from cms.mail.models import Mail
from events.models import Event, Signup
from tests.builders import make_event_row, signed_up

EVENT = PreparedModel(Event, lambda: Event.objects.filter(public_id=Mark("public_id")))
COUNTS = Prepared(
    lambda: (
        Signup.objects.filter(event_id=Mark("event"), language__in=["de", Mark("language")])
        .order_by("state")
        .values_list("state", "is_exception")
        .annotate(Count("id"), Max("created_at"))
    )
)


@pytest.mark.django_db
def test_an_object_comes_back_as_a_query_of_django_would_return_it():
    start = timezone.now() + timedelta(days=3)
    events = [make_event_row(languages_spoken=["de", "ar"], starts_at=start, signup_closes_at=None) for _ in range(2)]
    for event in events:
        found = EVENT.first(public_id=event.public_id)
        wanted = Event.objects.get(pk=event.pk)
        assert {**vars(found), "_state": None} == {**vars(wanted), "_state": None}
        assert found._state.adding is False
    assert EVENT.first(public_id="unknown") is None


@pytest.mark.django_db
def test_rows_are_those_of_the_queryset_whatever_was_asked_before(django_assert_num_queries):
    first, second = make_event_row(), make_event_row()
    people = [signed_up(event, 1, language=language) for event in (first, second) for language in ["en"]]
    with django_assert_num_queries(2):
        answers = [COUNTS.rows(event=event.pk, language="en") for event in (first, second)]
    assert answers == [[("unconfirmed", False, 1, person.created_at)] for person in people]
    assert COUNTS.rows(event=first.pk, language="uk") == []


@pytest.mark.django_db
def test_what_steers_sql_is_only_a_value():
    make_event_row()
    assert EVENT.first(public_id="' OR 1=1 --") is None


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection():
    event = make_event_row()
    found = []

    def ask() -> None:
        found.append(EVENT.first(public_id=event.public_id).pk)
        connection.close()

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [event.pk] * 3


@pytest.mark.django_db
def test_an_object_is_written_as_django_would_write_it(django_assert_num_queries):
    insert = PreparedInsert(Mail)
    payloads = [{"signup": "a", "umlaut": "ü", "list": [1, None]}, {}]
    for payload in payloads:
        mail = Mail(kind="signup.x", language="de", payload=payload)
        with django_assert_num_queries(1):
            insert.save(mail)
        stored = Mail.objects.get(pk=mail.pk)
        assert {**vars(stored), "_state": None} == {**vars(mail), "_state": None}
        assert (mail._state.adding, mail._state.db) == (False, "default")
    assert Mail.objects.count() == 2


@pytest.mark.django_db
def test_what_the_schema_refuses_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        PreparedInsert(Mail).save(Mail(kind="signup.x", language="de", state="unknown"))
