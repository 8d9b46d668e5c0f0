"""Everything stored about a person as a file: keys in English, questions as they were asked."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from cms.forms.nobodys_answers import nobodys
from cms.ground.signed_links import BadLink
from cms.mail.models import Mail

from ...models.erasing_dates import erasing_of
from ...models.signup import Signup
from ...pages.facts import event_facts
from ...pages.ical import calendar_of
from ...pages.online_access import online_access
from ...questions.questions import CONSENT, readable_answer
from ...signups.columns import values_for
from ...signups.columns.column import Group
from ...signups.columns.telling import iso
from ...signups.secret_links import Purpose, read_token
from ..answers import unknown_link
from .stored_data import need_of


@nobodys("GET")
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


@nobodys("GET")
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the date to save, also for an event whose page is not public."""
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return unknown_link(request)
    content = calendar_of([event_facts(signup.event)], online=online_access(signup, get_language() or ""))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response


def all_data(signup: Signup) -> dict:
    """Return all that is stored about the person, ready for JSON; times in ISO 8601 with their offset."""
    need = need_of(signup)
    return {
        "event": {
            "id": signup.event.public_id,
            "title": event_facts(signup.event).title,
            "starts_at": iso(signup.event.starts_at),
            "ends_at": iso(signup.event.ends_at),
            "status": signup.event.status,
        },
        "person": values_for("file", Group.PERSON, signup),
        "sign_up": values_for("file", Group.SIGN_UP, signup),
        "answers": _answers(signup),
        "places_of_options": [
            {"question": place.question, "option": place.option, "number": place.number}
            for place in signup.option_seats.order_by("pk")
        ],
        "access_needs": values_for("file", Group.NEEDS, need) if need else None,
        "consent": values_for("file", Group.CONSENT, signup),
        "history": [
            {
                "at": iso(taken.at),
                "what": taken.kind,
                "from_state": taken.from_state,
                "to_state": taken.to_state,
                "by": taken.actor,
            }
            for taken in signup.steps.all()
        ],
        "mails": [
            # Those that are owed or may come back: the others no longer say whom they were for.
            {"kind": mail.kind, "language": mail.language, "state": mail.state}
            for mail in Mail.objects.filter(payload__signup=str(signup.public_id)).order_by("pk")
        ],
        "erased_on": iso(erasing_of(signup.event).signups),
    }


def _answers(signup: Signup) -> list[dict]:
    rows = []
    for key, answer in signup.answers.items():
        label = signup.labels.get(key) or {"label": key}
        row = {"question": label["label"], "answer": readable_answer(label, answer), "stored_as": answer}
        if label.get("kind") == CONSENT:
            row |= {"agreed_to": label["text"], "agreed_in": label["language"], "agreed_at": label["at"]}
        rows.append(row)
    return rows
