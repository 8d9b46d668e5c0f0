"""What all answers on the road of a sign-up share: the event around them, and what the person can do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from cms.forms.origin import PostRefused
from cms.ground.compiled_queries import Mark, Prepared, PreparedModel
from cms.ground.standing import standing

from ..models.event import Event
from ..pages.event_index_page import EventIndexPage
from ..pages.event_page import EventPage
from ..pages.facts import Facts, facts_now, readable_page
from ..pages.place import place_of
from ..signups import Reason, Refused
from ..signups.seats import Seats, seats

BUSY_SECONDS = "60"
PUBLISHED = PreparedModel(Event, lambda: Event.objects.published().filter(public_id=Mark("public_id")))
# The event's pages, and in the same answer the places behind a login, whose "live" is empty.
PLACES = Prepared(
    lambda: (
        EventPage.objects.filter(event_id=Mark("event"))
        .order_by()
        .values_list("path", "live")
        .union(PageViewRestriction.objects.order_by().values_list("page__path", Value(None, BooleanField())), all=True)
    )
)


@dataclass(frozen=True)
class Surroundings:
    """The event that a page is about, with its page in the reader's language or in German."""

    event: Event
    page: EventPage | None
    facts: Facts
    seats: Seats

    @property
    def context(self) -> dict:
        crumb = self.page if self.page and not self.facts.title_lang else None
        return {"facts": self.facts, "crumb_parent": crumb}


def public_event(request: HttpRequest, public_id: str) -> Event | None:
    """Return the event whose facts are out, unless its pages are drafts or restricted: then nobody may know of it."""
    try:
        row = standing(request).get(("public event", public_id), lambda: _public_row(public_id))
    except Event.DoesNotExist:
        return None
    # An object of this request's own: it remembers what is read by it.
    return PUBLISHED.made_of(row)


def surroundings(request: HttpRequest, event: Event) -> Surroundings:
    """Return what a page about ``event`` shows around its own content."""
    language, shared = translation.get_language(), standing(request)
    page = shared.get(("page of event", event.pk, language), lambda: readable_page(event, language))
    place = shared.get(("place", event.venue_id, language), lambda: place_of(event.venue, language))
    counted = seats(event)
    return Surroundings(event, page, facts_now(event, page, counted, place, language), counted)


def message(
    request: HttpRequest,
    title: str,
    text: str,
    next_steps: list[dict],
    *,
    around: Surroundings | None = None,
    details: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Say what happened and what the person can do now; ``details`` are short paragraphs for those who want to know."""
    context = {
        "title": title,
        "message": text,
        "details": details,
        "next_steps": next_steps,
        "facts": None,
        "crumb_title": title,
    }
    if around:
        context |= around.context
    return render(request, "events/signup_message.html", context, status=status)


def unreadable(request: HttpRequest, refused: PostRefused) -> HttpResponse:
    """Answer a post that could not be read, or that another site sent."""
    steps = [step(gettext("Open the page again"), request.path)]
    return message(request, gettext("That did not work"), refused.message, steps, status=refused.status)


def unknown_link(request: HttpRequest) -> HttpResponse:
    """Answer a secret link that is wrong, over or void: always the same."""
    text = gettext("Please use the link in our latest email.")
    details = [
        gettext("The link may not have been copied in full, or it may be too old."),
        gettext("Earlier links stop working once you cancel, change your email address or have your data deleted."),
        gettext(
            "If you cannot find the email, ask for your link again on the sign-up page of the event, or write to us."
        ),
    ]
    steps = [*_events_step(), home_step()]
    return message(request, gettext("This link is not valid"), text, steps, details=details, status=404)


def unknown_event(request: HttpRequest) -> HttpResponse:
    """Answer an address of an event that isn't there."""
    text = gettext("It may be over and have been removed, or the address may not have been copied in full.")
    return message(request, gettext("Event not found"), text, [home_step()], status=404)


def refused_step(
    request: HttpRequest, refused: Refused, around: Surroundings, steps: list[dict] | None = None
) -> HttpResponse:
    """Answer a button whose time is over, or a moment in which too many people press it.

    ``steps`` are what the person can do now; by default, to sign up again where that is possible.
    """
    if refused.reason == Reason.BUSY:
        again = [step(gettext("Try again"), request.path)]
        return busy(message(request, gettext("Please try again"), str(refused.reason.label), again, around=around))
    title = gettext("This is no longer possible")
    return message(request, title, str(refused.reason.label), steps or next_steps(around), around=around)


def busy(response: HttpResponse) -> HttpResponse:
    """Make an answer a 503 that asks for a minute of patience."""
    response.status_code = 503
    response["Retry-After"] = BUSY_SECONDS
    return response


def next_steps(around: Surroundings) -> list[dict]:
    """Return what somebody can do whose way ended here: sign up again where that is possible, or read on."""
    steps = []
    if around.facts.signup_url:
        steps.append(step(gettext("Sign up again"), around.facts.signup_url))
    elif around.event.live and around.event.signup_form_id:
        # The form, which leads there too, is closed.
        link_again = reverse("events:send_link", args=[around.event.public_id])
        steps.append(step(gettext("Send me my link again"), link_again))
    return [*steps, step(gettext("Go to the event page"), around.facts.url), home_step()]


def step(label: str, url: str) -> dict:
    return {"label": label, "url": url}


def home_step() -> dict:
    return step(gettext("Go to the home page"), reverse("wagtail_serve", args=[""]))


def _public_row(public_id: str) -> tuple:
    row = PUBLISHED.row(public_id=public_id)
    if row is None or is_hidden(PUBLISHED.made_of(row)):
        raise Event.DoesNotExist
    return row


def is_hidden(event: Event) -> bool:
    """Return whether all pages of the event are drafts or restricted: then nobody may know of it."""
    places = PLACES.rows(event=event.pk)
    pages = [(path, live) for path, live in places if live is not None]
    private = tuple(path for path, live in places if live is None)
    return bool(pages) and not any(live and not path.startswith(private) for path, live in pages)


def events_page() -> EventIndexPage | None:
    """Return the list of events in the reader's language, or None."""
    return EventIndexPage.objects.live().public().filter(locale__language_code=translation.get_language()).first()


def _events_step() -> list[dict]:
    page = events_page()
    return [step(gettext("See all events"), page.url)] if page and page.url else []
