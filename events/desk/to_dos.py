"""What waits for those who work with sign-ups and events, on the first page of the admin, for those who may do it."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from cms.mail.models import Mail, MailState
from cms.models import User
from cms.to_dos.registry import MOST, ToDo, Urgency

from ..models.dates import not_over
from ..models.enums import EventStatus, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .coming import coming_with_seats
from .needs.needs import SOON, needs_of, order_date
from .screens.permissions import AT_THE_DESK, CHANGE, COUNT_NEEDS, DECIDE, VIEW, VIEW_MAILS, VIEW_NEEDS, may_any
from .screens.signup_screen import list_url
from .waves.unconfirmed_waves import waves
from .writing.failed_mails import failed_mails, people_without_their_mail


def mails_that_failed(user: User) -> Iterator[ToDo]:
    """Yield how many people have to be phoned."""
    if not user.has_perms([VIEW, VIEW_MAILS]):
        return
    if count := Mail.objects.filter(state=MailState.FAILED).count():
        text = ngettext(
            "%(count)d mail could not be delivered: please phone the person",
            "%(count)d mails could not be delivered: please phone these people",
            count,
        )
        yield ToDo(text % {"count": count}, reverse("failed_mails:index"), Urgency.OVERDUE, "mail")
    if count := len(people_without_their_mail(failed_mails())):
        text = ngettext(
            "%(count)d person has not got the mail about the sign-up",
            "%(count)d people have not got the mail about their sign-up",
            count,
        )
        yield ToDo(text % {"count": count}, reverse("failed_mails:index"), Urgency.OVERDUE, "warning")


def unconfirmed_waves(user: User) -> Iterator[ToDo]:
    """Yield the events of which many seats are held by sign-ups that nobody confirms."""
    if not user.has_perms([VIEW, CHANGE]):
        return
    coming = list(Event.objects.not_over(timezone.now()).order_by("starts_at", "pk"))
    unconfirmed = waves(coming)
    for event in coming:
        if count := unconfirmed.get(event.pk):
            text = ngettext(
                "%(count)d sign-up that nobody has confirmed, perhaps not by a person: %(event)s",
                "%(count)d sign-ups that nobody has confirmed, perhaps not by people: %(event)s",
                count,
            )
            url = reverse("signups:release", args=[event.pk])
            yield ToDo(text % {"count": count, "event": event.name}, url, Urgency.OVERDUE, "warning")


def help_to_order(user: User) -> Iterator[ToDo]:
    """Yield the events for which interpreters and other help have to be ordered in the next days."""
    if not may_any(user, (COUNT_NEEDS, VIEW_NEEDS)):
        return
    today = timezone.localdate()
    events = (
        Event.objects.published()
        .with_a_date()
        .filter(
            ends_at__gt=timezone.now(), asks_needs=True, needs_order_by__gte=today, needs_order_by__lte=today + SOON
        )
    )
    events = events.exclude(status=EventStatus.CANCELLED).order_by("needs_order_by", "starts_at", "pk")
    for counted in needs_of(list(events[:MOST])):
        if count := counted.with_seat + counted.waiting:
            text = ngettext(
                "%(count)d person needs help at “%(event)s”. %(left)s",
                "%(count)d people need help at “%(event)s”. %(left)s",
                count,
            )
            left = order_date(counted.event.needs_order_by, today)
            words = {"count": count, "event": counted.event.name, "left": left.sentence if left else ""}
            url = reverse("event_need_counts", args=[counted.event.pk])
            yield ToDo(text % words, url, Urgency.SOON, "group")


def to_decide(user: User) -> Iterator[ToDo]:
    """Yield the events with sign-ups on which staff decide."""
    if not user.has_perms([VIEW, DECIDE]):
        return
    pending = Signup.objects.filter(not_over(timezone.now(), "event__"), state=SignupState.PENDING)
    pending = pending.exclude(event__status=EventStatus.CANCELLED).order_by("event__starts_at", "event_id")
    for row in pending.values("event_id", "event__name", "event__starts_at").annotate(count=Count("id"))[:MOST]:
        text = ngettext(
            "%(count)d sign-up to decide: %(event)s", "%(count)d sign-ups to decide: %(event)s", row["count"]
        )
        url = list_url(event=row["event_id"], state=SignupState.PENDING.value)
        words = {"count": row["count"], "event": row["event__name"]}
        yield ToDo(text % words, url, Urgency.AWAITED, "list-ul")


def soon_full(user: User) -> Iterator[ToDo]:
    """Yield the events with few seats left: more can be offered, or a second event."""
    if not user.has_perm("events.view_event"):
        return
    is_clerk = may_any(user, AT_THE_DESK)
    for line in coming_with_seats():
        if line.is_soon_full:
            free = line.seats.free
            text = ngettext(
                "%(free)d seat of %(capacity)d is free: %(event)s on %(day)s",
                "%(free)d seats of %(capacity)d are free: %(event)s on %(day)s",
                free,
            )
            day = date_format(timezone.localtime(line.event.starts_at), "SHORT_DATE_FORMAT")
            words = {"free": free, "capacity": line.seats.capacity, "event": line.event.name, "day": day}
            address = "event_desk" if is_clerk else "wagtailsnippets_events_event:edit"
            url = reverse(address, args=[line.event.pk])
            yield ToDo(text % words, url, Urgency.WHEN_THERE_IS_TIME, "calendar-alt")


SOURCES = (mails_that_failed, unconfirmed_waves, help_to_order, to_decide, soon_full)
