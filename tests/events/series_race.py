"""People who confirm at two events of a series in the same moment; run by test_series.py.

    python -m tests.events.series_race FIRST_EVENT SECOND_EVENT PEOPLE LOCK

LOCK is "on", or "off" for the control that shows what the locks are for.
"""

import json
import os
import sys
import threading
from collections import Counter
from contextlib import contextmanager, suppress

import django


def main(first: int, second: int, people: int, lock: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    together = threading.Barrier(2)
    if lock == "off":
        take_the_locks_away()
    answers: Counter[str] = Counter()

    def work(event_id: int) -> None:
        from django.db import connection

        from events.models import Signup
        from events.signups import Reason, Refused, confirm

        for number in range(people):
            signup = Signup.objects.get(event_id=event_id, email_key=f"p{number}@example.org")
            together.wait()
            answer = Reason.BUSY
            while answer == Reason.BUSY:
                try:
                    answer = confirm(signup.public_id).state
                except Refused as refused:
                    answer = refused.reason
                except Exception as error:
                    answer = f"error {type(error).__name__}"
            answers[str(answer)] += 1
        connection.close()

    # In opposite order: whoever locked as they come would wait in a circle.
    workers = [threading.Thread(target=work, args=[event_id]) for event_id in (second, first)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(json.dumps(answers))


def take_the_locks_away() -> None:
    """The same code without locks; both threads meet between looking and writing."""
    from events.models import Signup
    from events.signups import confirming

    meeting = threading.Barrier(2)
    of_signup = confirming.of_signup

    @contextmanager
    def unlocked(public_id):
        signup = Signup.objects.select_related("event__series").get(public_id=public_id)
        yield signup.event, signup

    def look_and_meet(*arguments):
        found = of_signup(*arguments)
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=5)
        return found

    confirming.locked_series = unlocked
    confirming.of_signup = look_and_meet


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]), sys.argv[4])
