"""Prints the events of a measurement as JSON; makes them first.

python -m bench.ours NUMBER POSTS CROWDS
"""

import json
import os
import sys

import django

LANGUAGES = ["de", "en", "de-simple"]
# More than there are posts: a full event would answer sooner than it takes to sign somebody up.
SEATS = 1_000
# So many come at once for so few seats.
CROWD, SEATS_OF_A_CROWD = 100, 50
TOPICS = ["Sprache", "Kita, Schule und Ausbildung", "Arbeit", "Wohnen", "Gesundheit", "Kultur und Sport", "Mitreden"]
ROLES = ["Ich wohne hier", "Ehrenamt", "Beratung", "Verwaltung oder Politik", "Hochschule", "Etwas anderes"]


def options(texts: list[str]) -> list[dict]:
    return [{"type": "item", "id": f"o{number}", "value": text} for number, text in enumerate(texts)]


def questions() -> list[dict]:
    """Return three questions of the demo's kinds, as the form keeps them."""
    plain = {"help_text": "", "required": False}
    topics = {**plain, "label": "Welche Themen sind Ihnen wichtig?", "options": options(TOPICS)}
    role = {**plain, "label": "Warum kommen Sie?", "options": options(ROLES)}
    remarks = {**plain, "label": "Möchten Sie uns noch etwas sagen?"}
    return [
        {"type": "several_of", "id": "topics", "value": topics},
        {"type": "one_of", "id": "role", "value": role},
        {"type": "long_text", "id": "remarks", "value": remarks},
    ]


def main(number: int, posts: int, crowds: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    sys.stdout.write(json.dumps(events_with_forms(number, posts, crowds)))


def events_with_forms(number: int, posts: int, crowds: int = 0) -> dict[str, list[str]]:
    """Make so many events with their pages; return by public id the signed start of each form that is to be posted.

    Behind them come those of the crowds, with few seats and without a waiting list.
    """
    from wagtail.models import Locale

    from cms.forms.form_start import new_start
    from tests.builders import make_event, make_event_index, make_event_page, make_home, make_signup_form, translate

    home = make_home()
    translate(home, "en")
    translate(home, "de-simple")
    form = make_signup_form(questions=json.dumps(questions()))
    for code in LANGUAGES[1:]:
        translated = form.copy_for_translation(Locale.objects.get(language_code=code))
        translated.live = True
        translated.save()
    index = make_event_index(home)
    starts = {}
    for at in range(number + crowds):
        is_crowd = at >= number
        seats = {"capacity": SEATS_OF_A_CROWD, "waiting_list_size": 0} if is_crowd else {"capacity": SEATS}
        event = make_event(f"Werkstatt {at}", signup_form=form, **seats)
        page = make_event_page(index, event, f"Werkstatt {at}", slug=f"werkstatt-{at}")
        for code in LANGUAGES[1:]:
            translate(page, code)
        # Each post is a form of its own, opened before the clock starts.
        starts[event.public_id] = [new_start(event.public_id) for _ in range(CROWD if is_crowd else posts)]
    return starts


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
