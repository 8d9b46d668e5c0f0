"""Puts an event in each state into the demo and writes state -> path of its page; run in a process of its own."""

import json
import sys
from datetime import timedelta

from django.utils import timezone

from cms.consequences.answers import answered_by
from events.models import EventIndexPage, SignupForm
from tests.builders import make_event, make_event_page, open_language, signed_up_and_confirmed, translate

LONG_TITLE = "Gemeinsame Verantwortung für die Weiterentwicklung des Integrationskonzeptes " * 3
MORE_LANGUAGES = ["uk", "ru", "vi", "fa", "tr", "fr", "es", "ti"]


def make() -> dict[str, str]:
    now = timezone.now()
    form = SignupForm.objects.get(locale__language_code="de")
    index = EventIndexPage.objects.get(locale__language_code="de")

    def event(state: str, **fields):
        values = {"signup_form": form, "capacity": 1, "waiting_list_size": 0, **fields}
        made = make_event(f"Zustand {state}", **values)
        return made, make_event_page(index, made, f"Veranstaltung: {state}", slug=state).url

    full, full_path = event("full")
    waiting, waiting_path = event("waiting-list", waiting_list_size=5)
    for number, one in enumerate((full, waiting)):
        signed_up_and_confirmed(one, 900 + number)
    cancelled, cancelled_path = event("cancelled")
    cancelled.status = "cancelled"
    with answered_by("tests"):
        cancelled.save_revision(clean=False).publish()
    long_event, _path = event("seats")
    pages = {
        "seats": _path,
        "full": full_path,
        "waiting list": waiting_path,
        "cancelled": cancelled_path,
        "not yet": event("not-yet", signup_opens_at=now + timedelta(days=3))[1],
        "closed": event("closed", signup_closes_at=now - timedelta(hours=1))[1],
        "by invitation": event("by-invitation", access="invitation")[1],
        "no form": event("no-form", signup_form=None)[1],
        "moved": event("moved", status="moved")[1],
    }
    pages["long title"] = make_event_page(index, make_event(signup_form=form), LONG_TITLE[:200], slug="lang").url
    for code in MORE_LANGUAGES:
        translate(index.get_parent().specific, code)
        open_language(code)
    return pages


def write() -> None:
    sys.stdout.write(json.dumps(make()))
