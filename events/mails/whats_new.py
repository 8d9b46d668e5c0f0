"""What has changed about an event, as sentences in the language of the mail: of what people knew, and what is true."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from ..models.enums import AccessFeature, AttendanceMode
from ..models.event import Event
from ..pages.facts import Facts


def whats_new(changed: list[str], old: Mapping[str, Any], event: Event, facts: Facts) -> list[str]:
    """Return one sentence for each thing that differs; date and address stand above them.

    ``changed`` are names of ``arrival.LABELS``, ``old`` is what the person knew of these.
    """
    sentences = {
        "start": lambda: gettext("The time has changed."),
        "end": lambda: "" if "start" in changed else gettext("The time has changed."),
        "address": lambda: gettext("The venue has changed."),
        "mode": lambda: MODES[AttendanceMode(event.attendance_mode)](),
        "venue": lambda: gettext("Venue: %(name)s") % {"name": facts.place.name},
        "entrance": lambda: _entrance(facts),
        "room": lambda: _room(event),
        "link": lambda: _link(old, event),
        "dial_in": lambda: gettext("How to take part online has changed: please read it below."),
        "interpreted": lambda: _interpreters(facts),
        "features": lambda: _features(old.get("features", []), event, facts),
        "way": lambda: gettext("How to get there, or what to know about access, has changed. See the event page."),
        "note": lambda: gettext("What you need to know for the day has changed."),
    }
    found = [sentences[name]() for name in changed if name in sentences]
    return [sentence for sentence in found if sentence]


MODES = {
    AttendanceMode.ON_SITE: lambda: gettext("You take part at the venue, not online."),
    AttendanceMode.ONLINE: lambda: gettext("You take part online. Please do not come to the venue."),
    AttendanceMode.HYBRID: lambda: gettext("You can come to the venue or take part online."),
}


def _entrance(facts: Facts) -> str:
    entrance = facts.place.venue.entrance if facts.place.venue else ""
    if entrance:
        return gettext("Entrance: %(entrance)s") % {"entrance": entrance}
    return gettext("The entrance we told you about no longer applies.")


def _room(event: Event) -> str:
    if event.is_on_site and event.room:
        return gettext("Room: %(room)s") % {"room": event.room}
    return gettext("The room we told you about no longer applies.")


def _link(old: Mapping[str, Any], event: Event) -> str:
    if event.online_link and not old.get("link"):
        return gettext("There is now a link for taking part online: please see below.")
    if event.online_link:
        return gettext("There is a new link for taking part online. Please do not use an earlier one.")
    return gettext("The link for taking part online that we sent you no longer works.")


def _interpreters(facts: Facts) -> str:
    names = ", ".join(language["name"] for language in facts.languages_interpreted)
    if names:
        return gettext("Interpreters for: %(languages)s") % {"languages": names}
    return gettext("There are no interpreters at this event.")


def _features(old: list[str], event: Event, facts: Facts) -> str:
    gone = [str(AccessFeature(key).label) for key in old if key not in event.access_features]
    now = gettext("Access and support: %(features)s") % {"features": ", ".join(facts.access_features)}
    if not gone:
        return now
    missing = gettext("No longer available: %(features)s") % {"features": ", ".join(gone)}
    return "\n".join([missing, *([now] if facts.access_features else [])])
