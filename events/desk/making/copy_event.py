"""Copies an event to another day: its facts, and its page in every language, as drafts, all of them or none.

What belongs to the people of the old one stays there: sign-ups, codes, messages, and the results on its page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from cms.languages.state.named_dates import named_dates
from cms.languages.state.text_facts import Fact
from cms.languages.translating.copying import carry_translations_over
from cms.models import User

from ...models.enums import EventStatus
from ...models.event import Event, new_public_id
from ...pages.event_page import EventPage

YEAR = timedelta(weeks=52)
# What a copy begins anew. Everything else is taken over, and each moment and day is moved.
OWN_FACTS = {
    # The link led into the meeting of then.
    *("id", "public_id", "status", "signup_while_postponed", "online_link", "series"),
    *("live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision"),
    *("latest_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by"),
}
LEFT_EMPTY = ["results"]
OWN_OF_PAGE: dict[str, Any] = {
    **dict.fromkeys(LEFT_EMPTY, []),
    **dict.fromkeys(("go_live_at", "expire_at", "locked_at", "locked_by"), None),
    **dict.fromkeys(("minor_change", "expired", "locked"), False),
}


@dataclass
class Copied:
    """``dates`` are those that the German page still names, ``left_out`` languages in which the user adds nothing."""

    event: Event
    page: EventPage | None = None
    dates: list[Fact] = field(default_factory=list)
    left_out: list[Locale] = field(default_factory=list)


def same_day_next_year(event: Event, today: date) -> date:
    """Return the same day of the week about a year later, or as many years later as it takes to be still to come."""
    day = timezone.localdate(event.starts_at) + YEAR
    while day <= today:
        day += YEAR
    return day


@transaction.atomic
def copy_event(event: Event, day: date, user: User, public_id: str = "") -> Copied:
    """Copy the event to ``day``, with this id or a new one.

    Raises ValidationError by the rules of the models, PermissionDenied for the page.
    """
    days = day - timezone.localdate(event.starts_at)
    copied = Copied(_copy_facts(event, days, user, public_id or new_public_id()))
    german = event.pages.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if german is not None:
        years = {timezone.localtime(event.starts_at).year, timezone.localtime(event.ends_at).year}
        _copy_pages(german, copied, years, user)
    return copied


def _copy_facts(event: Event, days: timedelta, user: User, public_id: str) -> Event:
    was = event if event.live else event.get_latest_revision_as_object()
    copy = Event(public_id=public_id, status=EventStatus.PLANNED, live=False, has_unpublished_changes=True)
    for one in Event._meta.concrete_fields:
        if one.name not in OWN_FACTS:
            setattr(copy, one.attname, _moved(getattr(was, one.attname), days))
    copy.full_clean()
    copy.save()
    log(instance=copy, action="wagtail.create", user=user)
    copy.save_revision(user=user, log_action=True)
    return copy


def _moved(value: Any, days: timedelta) -> Any:
    if isinstance(value, datetime):
        # At the same time of the day, also on the other side of summer time.
        return timezone.make_aware(timezone.localtime(value).replace(tzinfo=None) + days)
    return value + days if isinstance(value, date) else value


def _copy_pages(german: EventPage, copied: Copied, years: set[int], user: User) -> None:
    key, year = uuid4(), timezone.localtime(copied.event.starts_at).year
    slug = find_available_slug(german.get_parent(), _slug_for(german.slug, years, year))
    own = {"event": copied.event, "slug": slug, "translation_key": key}
    copied.page = _copy_page(german, own, user)
    for twin in german.get_translations().select_related("locale"):
        if twin.get_parent().permissions_for_user(user).can_add_subpage():
            _copy_page(twin, own, user)
        else:
            copied.left_out.append(twin.locale)
    carry_translations_over(german, copied.page, without=LEFT_EMPTY, years=years)
    copied.dates = named_dates(copied.page, years)


def _copy_page(page: EventPage, own: dict[str, Any], user: User) -> EventPage:
    # A translation that was never published stands in its newest draft only.
    text: Page = page if page.live else page.get_latest_revision_as_object()
    return text.copy(
        to=page.get_parent(),
        update_attrs={**OWN_OF_PAGE, **own, "draft_title": text.title},
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        user=user,
        log_action="wagtail.copy",
    )


def _slug_for(slug: str, old_years: Iterable[int], year: int) -> str:
    for old in map(str, old_years):
        if old in slug:
            return slug.replace(old, str(year))
    return f"{slug}-{year}"
