"""Where an event takes place, in the reader's language."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext

from cms.languages.state.untranslated import is_bare_copy
from cms.texts.foreign_language import foreign_language

from ..models.event import Event
from ..models.venue import Venue


@dataclass(frozen=True)
class Place:
    """``lang`` is empty when the texts stand in the reader's own language; ``venue`` is None for online alone."""

    venue: Venue | None
    name: str
    lang: str
    address_lines: list[str]


def place_of(venue: Venue | None, language: str) -> Place | None:
    """Return the place of an event at this venue. One query."""
    return as_place(localised_venues([venue], language)[venue.pk], language) if venue else None


def where(event: Event, place: Place | None) -> Place:
    """Return where this event is, for a reader in the active language: at the place, in its room, or online."""
    if place is None or not event.is_on_site:
        return Place(None, gettext("Online"), "", [])
    return replace(place, address_lines=[*place.address_lines, event.room]) if event.room else place


def as_place(venue: Venue, language: str) -> Place:
    """Return a venue, found in the best language there is, as readers of ``language`` see it."""
    lines = [venue.street, f"{venue.postal_code} {venue.city}", venue.entrance]
    lang = foreign_language(venue.locale.language_code, language)
    return Place(venue, venue.name, lang, [line for line in lines if line])


def localised_venues(venues: list[Venue], language: str) -> dict[int, Venue]:
    """Return each venue by its id in ``language``, or else in German, or else as it is. One query.

    A translation that only repeats the German texts counts as German.
    """
    codes = [language, settings.LANGUAGE_CODE]
    given = {venue.pk: venue for venue in venues}
    keys = {venue.translation_key for venue in venues}
    rows = Venue.objects.filter(translation_key__in=keys, locale__language_code__in=codes).select_related("locale")
    best: dict = {}
    for row in sorted(rows, key=lambda row: codes.index(row.locale.language_code), reverse=True):
        if row.pk in given:
            # One that is about to be saved says what will be true.
            given[row.pk].locale = row.locale
            row = given[row.pk]
        german = best.get(row.translation_key)
        if german is None or not is_bare_copy(row, german):
            best[row.translation_key] = row
    return {venue.pk: best.get(venue.translation_key, venue) for venue in venues}
