"""Loads the demo: the whole case in three languages, and what matters most in Arabic, into an empty database."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.consequences.answers import answered_by
from cms.languages.core.ensure_languages import ensure_languages
from cms.models import User
from downloads.models import WorkingGroup
from events.models import Event, SignupForm, Venue

from ..new_site.empty_site import holds_content, make_home_page, welcome_pages
from ..new_site.stream import Entry, References
from .accounts import EDITOR, STAFF, WORKING_GROUP, create_accounts
from .arabic import switch_on_arabic
from .dates import Dates
from .desk import fill_desk
from .events import create_events
from .frame import create_frame
from .pages import HOME_KEY, create_german_pages, outline, publish_pages
from .pictures import create_logos, create_pictures
from .publications import create_publications
from .reasons import create_reasons, create_simple_reasons
from .simple_german import create_simple_form, create_simple_frame, create_simple_pages, create_simple_venue
from .terms import create_terms
from .texts import read_catalogue, read_texts
from .translations import translate


class NotLoaded(Exception):
    """The demo refuses; the message is one sentence that says why."""


def is_loaded() -> bool:
    return Page.objects.filter(translation_key=HOME_KEY).exists()


def load_demo(tell: Callable[[str], None] = lambda step: None) -> bool:
    """Load all content in one transaction, then the sign-ups; return False when it is there already.

    ``tell`` hears of each step before it begins. Raises NotLoaded.
    """
    if not settings.DEMO_ALLOWED:
        raise NotLoaded("The demo is not loaded in production: it has logins whose passwords everybody knows.")
    if is_loaded():
        return False
    if holds_content():
        raise NotLoaded(
            "This database holds other content, and the demo doesn't mix with it: "
            "name an empty database in DATABASE_URL or VAR_DIR."
        )
    dates = Dates(timezone.now().replace(microsecond=0))
    german = read_texts("de.toml", "de", dates)
    with transaction.atomic(), answered_by("manage.py demo"):
        events, users = _load(german, dates, tell)
    # Sign-ups lock their event, and the lock is the first thing in a transaction of their own.
    tell("sign-ups, waiting list and their mails")
    fill_desk(events, german, users[STAFF.name])
    cache.clear()
    return True


def _load(german: Entry, dates: Dates, tell: Callable[[str], None]) -> tuple[dict[str, Event], dict[str, User]]:
    tell("languages, accounts and pictures")
    ensure_languages()
    simple = read_texts("de_simple.toml", "de-simple", dates)
    drafts = {"de": german, "en": read_texts("en_publications.toml", "en", dates), "de-simple": simple}
    users = create_accounts()
    editor = users[EDITOR.name]
    pictures = create_pictures([entry["key"] for entry in german["events"]["items"]])
    logos = create_logos([partner["name"] for partner in german["frame"]["partners"]])

    tell("drafts as files")
    working_group = WorkingGroup.objects.get(name=WORKING_GROUP)
    references = References(publications=create_publications(drafts, dates, working_group))
    tell("events and pages in German")
    events = create_events(german, dates, editor)
    replaced = list(welcome_pages())
    create_german_pages(german, events, pictures, references, editor)
    make_home_page(references.pages["home"], german["frame"]["site_name"], replaced)
    publish_pages(german, references, editor)
    frame = create_frame(german, logos, references, editor)
    venue, form = Venue.objects.get(), SignupForm.objects.get()
    reasons = create_reasons(german)

    tell("English")
    in_order = [references.pages[leaf.key] for leaf in outline(german)]
    catalogue = read_catalogue("en.po", "de", "en", dates)
    translate([venue, form, *reasons, *in_order, frame], catalogue, editor)

    tell("simple German")
    create_simple_venue(simple, venue)
    create_simple_form(simple, form, editor)
    create_simple_reasons(simple, reasons)
    simple_pages = create_simple_pages(simple, references, editor)
    create_simple_frame(simple, frame, logos, simple_pages, editor)
    tell("Arabic")
    switch_on_arabic([venue, form, frame], references, read_catalogue("ar.po", "de", "ar", dates), editor)
    create_terms(read_texts("terms.toml", "de", dates), editor)
    return events, users
