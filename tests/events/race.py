"""One of several processes that sign many people up at the same moment; run by test_race.py.

    python -m tests.events.race EVENT_ID FIRST LAST THREADS LOCK OPTION

LOCK is "on", or "off" for the control that shows what the lock is for. OPTION is the table that all of them want, or
empty.
"""

import json
import os
import sys
import threading
from collections import Counter
from contextlib import contextmanager, suppress

import django

LANGUAGES = ["de", "en", "de-simple"]


def main(event_id: int, first: int, last: int, threads: int, lock: str, option: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    if lock == "off":
        take_the_lock_away(threads)
    from events.signups import Person, Reason, Refused, sign_up

    answers = {"table": option} if option else {}
    numbers = iter(range(first, last))
    next_number = threading.Lock()
    results: Counter[str] = Counter()
    together = threading.Barrier(threads)

    def answer_to(person: Person):
        try:
            return sign_up(event_id, person).status
        except Refused as refused:
            return refused.reason

    def work() -> None:
        from django.db import connection

        connection.ensure_connection()
        together.wait()
        while True:
            with next_number:
                number = next(numbers, None)
            if number is None:
                break
            language = LANGUAGES[number % len(LANGUAGES)]
            person = Person("Person", f"{number}", f"p{number}@example.org", language, answers=answers)
            result = Reason.BUSY
            try:
                # Whoever meets a busy lock is asked to send the form again, and does.
                while result == Reason.BUSY:
                    result = answer_to(person)
            except Exception as error:
                result = f"error {type(error).__name__}"
            with next_number:
                results[str(result)] += 1
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(json.dumps(results))


def take_the_lock_away(threads: int) -> None:
    """The same code without transaction and without lock, as a form would be that counts first and writes then.

    All threads meet between counting and writing: the moment that the lock forbids.
    """
    from events.signups import form_entry, signing_up

    meeting = threading.Barrier(threads)
    use_up = signing_up.use_up

    @contextmanager
    def unlocked_seats(event_id: int, others=()):
        yield

    def meet_and_use_up(*arguments) -> None:
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=5)
        use_up(*arguments)

    signing_up.locked_seats = unlocked_seats
    signing_up.use_up = meet_and_use_up
    if lock_is_all_there_is():
        form_entry.lowest_free_seat = lambda event: event.signups.holding_a_seat().count() + 1


def lock_is_all_there_is() -> bool:
    """Whether the test has dropped the constraint on the seat numbers as well."""
    from django.db import connection

    from events.models import Signup

    with connection.cursor() as cursor:
        return "signup_seat_once" not in connection.introspection.get_constraints(cursor, Signup._meta.db_table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:5]), sys.argv[5], sys.argv[6])
