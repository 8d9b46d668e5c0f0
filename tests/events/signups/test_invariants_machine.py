"""Every transition in random order, with time passing: the invariants hold after each step."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from cms.mail.models import Mail
from events.invariants import broken_invariants
from events.models import Event, Signup
from events.seats import seats
from events.signups import Refused, accept_offer, cancel, confirm, sign_up
from events.signups.lapse import lapse_due
from events.signups.waiting_list import settle_all
from tests.event_builders import make_event, make_person

CAPACITY = 3
PEOPLE = st.integers(min_value=1, max_value=9)


class SignupMachine(RuleBasedStateMachine):
    """Three seats, four places on the waiting list, and nine people who come, go and change their mind."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint._from_testcase = True  # so the durable blocks of the domain may stand inside, as in TestCase
        self.savepoint.__enter__()
        self.clock = time_machine.travel("2026-11-01 08:00+00:00", tick=False)
        self.traveller = self.clock.start()
        self.event = make_event(capacity=CAPACITY, waiting_list_size=4)
        self.capacity = CAPACITY

    def teardown(self) -> None:
        self.clock.stop()
        connection.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def of(self, number: int) -> Signup | None:
        return Signup.objects.filter(email=f"person-{number}@example.org").order_by("-id").first()

    @rule(number=PEOPLE, language=st.sampled_from(["de", "en", "de-simple"]))
    def somebody_signs_up(self, number: int, language: str) -> None:
        waited = Signup.objects.in_queue().count()
        before = set(Signup.objects.values_list("pk", flat=True))
        try:
            sign_up(self.event.pk, make_person(number, language=language))
        except Refused:
            return
        new = Signup.objects.exclude(pk__in=before).first()
        assert new is None or not waited or new.state == "waiting"

    @rule(number=PEOPLE)
    def somebody_confirms(self, number: int) -> None:
        self.attempt(confirm, number)

    @rule(number=PEOPLE)
    def somebody_cancels(self, number: int) -> None:
        self.attempt(cancel, number)

    @rule(number=PEOPLE)
    def somebody_accepts(self, number: int) -> None:
        self.attempt(accept_offer, number)

    def attempt(self, transition, number: int) -> None:
        signup = self.of(number)
        if signup is None:
            return
        state = (signup.state, signup.seat_no, Mail.objects.count())
        try:
            transition(signup.public_id)
        except Refused:
            signup.refresh_from_db()
            assert (signup.state, signup.seat_no, Mail.objects.count()) == state

    @rule(hours=st.sampled_from([1, 3, 25, 49]))
    def time_passes_and_the_worker_runs(self, hours: int) -> None:
        self.traveller.shift(timedelta(hours=hours))
        lapse_due(timezone.now())
        settle_all(timezone.now())

    @rule(hours=st.sampled_from([1, 25]))
    def time_passes_while_no_worker_runs(self, hours: int) -> None:
        self.traveller.shift(timedelta(hours=hours))

    @precondition(lambda self: self.capacity < 6)
    @rule()
    def the_city_finds_another_chair(self) -> None:
        self.capacity += 1
        Event.objects.filter(pk=self.event.pk).update(capacity=self.capacity)
        self.event.refresh_from_db()
        settle_all(timezone.now())

    @invariant()
    def every_invariant_holds(self) -> None:
        assert list(broken_invariants()) == []

    @invariant()
    def free_seats_are_what_is_left(self) -> None:
        held = Signup.objects.filter(seat_no__isnull=False).count()
        assert seats(self.event).free == self.capacity - held

    @invariant()
    def nobody_waits_beside_a_free_seat_before_the_start(self) -> None:
        if timezone.now() < self.event.starts_at and seats(self.event).free:
            assert not Signup.objects.in_queue().exists()

    @invariant()
    def each_transition_is_in_the_history(self) -> None:
        for signup in Signup.objects.prefetch_related("steps"):
            steps = list(signup.steps.all())
            assert steps[-1].to_state == signup.state
            assert all(later.from_state == earlier.to_state for earlier, later in zip(steps, steps[1:], strict=False))


@pytest.mark.django_db
def test_the_invariants_hold_after_every_step_of_a_random_story():  # S1 S5
    run_state_machine_as_test(
        SignupMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
