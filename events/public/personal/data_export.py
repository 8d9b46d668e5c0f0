"""Everything stored about a person as a file: keys in English, questions as they were asked."""

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.mail.models import Mail

from ...models.erasing_dates import erasing_of
from ...models.signup import Signup
from ...pages.facts import event_facts
from ...pages.ical import calendar_of
from ...questions.questions import readable_answer
from ...signups import place_in_queue
from ...signups.secret_links import BadLink, Purpose, read_token
from ..answers import step_of_a_signup, unknown_link
from .stored_data import need_of


@step_of_a_signup("GET", secret=True)
def download(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out all stored data about the person as JSON."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return unknown_link(request)
    content = json.dumps(all_data(signup), ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="sign-up-{signup.reference}.json"'
    return response


@step_of_a_signup("GET", secret=True)
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the date to save, also for an event whose page is not public."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return unknown_link(request)
    response = HttpResponse(calendar_of([event_facts(signup.event)]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response


def all_data(signup: Signup) -> dict:
    """Return all that is stored about the person, ready for JSON; times in ISO 8601 with their offset."""
    return {
        "event": {
            "id": signup.event.public_id,
            "title": event_facts(signup.event).title,
            "starts_at": _iso(signup.event.starts_at),
            "ends_at": _iso(signup.event.ends_at),
        },
        "person": {
            "given_name": signup.given_name,
            "family_name": signup.family_name,
            "email": signup.email,
            "email_compared_as": signup.email_key,
            "organisation": signup.organisation,
            "language": signup.language,
        },
        "sign_up": _sign_up(signup),
        "answers": _answers(signup),
        "access_needs": _needs(signup),
        "consent": {
            "text": signup.consent_text,
            "language": signup.consent_language,
            "given_at": _iso(signup.consent_at),
        },
        "history": [
            {
                "at": _iso(taken.at),
                "what": taken.kind,
                "from_state": taken.from_state,
                "to_state": taken.to_state,
                "by": taken.actor,
            }
            for taken in signup.steps.all()
        ],
        "mails": [
            # Those that are owed: the others no longer say whom they were for.
            {"kind": mail.kind, "language": mail.language, "state": mail.state}
            for mail in Mail.objects.filter(payload__signup=str(signup.public_id)).order_by("pk")
        ],
        "erased_on": _iso(erasing_of(signup.event).signups),
    }


def _sign_up(signup: Signup) -> dict:
    return {
        "id": str(signup.public_id),
        "reference": signup.reference,
        "state": signup.state,
        "reason_of_the_decision": signup.reason,
        "source": signup.source,
        "invitation_code": signup.code.code if signup.code else "",
        "seat_number": signup.seat_no,
        "seat_beyond_the_capacity": signup.is_exception,
        "place_on_the_waiting_list": place_in_queue(signup),
        "priority_on_the_waiting_list": signup.priority,
        "signed_up_at": _iso(signup.created_at),
        "address_confirmed_at": _iso(signup.verified_at),
        "waiting_since": _iso(signup.queued_at),
        "held_until": _iso(signup.expires_at),
        "keyed_hash_of_the_network": signup.network_hash,
        "held_since": _iso(signup.held_since),
        "held_for_seconds": int(signup.held_for.total_seconds()) if signup.held_for else None,
        "mail_about_the_hold": signup.hold_mail,
        "offers_lapsed": signup.offers_lapsed,
        "mail_repeated_at": _iso(signup.repeated_at),
        "reminded_of_the_start": _iso(signup.reminded_start),
        "was_there_at": _iso(signup.attended_at),
    }


def _answers(signup: Signup) -> list[dict]:
    rows = []
    for key, answer in signup.answers.items():
        label = signup.labels.get(key) or {"label": key}
        rows.append({"question": label["label"], "answer": readable_answer(label, answer), "stored_as": answer})
    return rows


def _needs(signup: Signup) -> dict | None:
    need = need_of(signup)
    if need is None:
        return None
    return {
        "kinds": need.kinds,
        "interpreter_language": need.interpreter_language,
        "note": need.note,
        "consent_text": need.consent_text,
        "consent_given_at": _iso(need.consent_at),
    }


def _iso(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat() if at else None
