from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.followers import tell_followers
from cms.ground.publish_refusal import PublishRefused
from cms.ground.raises import PUBLISHED

from .choice_list_field import ChoiceListField
from .dates import Dated, DatedQuerySet
from .enums import AccessFeature, AttendanceMode, EventAccess, EventStatus
from .erasing_dates import note_dates
from .event_rules import EventRules
from .online_link import refuse_what_is_no_link
from .option_limits_field import OptionLimitsField
from .preview_on_pages import PreviewOnItsPages
from .seat_book import SeatBook
from .spoken_languages import languages_for_staff

ERASING = {"ends_at", "retention_days", "needs_retention_days"}
PUBLIC_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# More come as a group, with an invitation.
MOST_COMPANIONS = 9


def new_public_id() -> str:
    return get_random_string(10, PUBLIC_ID_LETTERS)


class Event(
    PreviewOnItsPages,
    EventRules,
    Dated,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    models.Model,
):
    """The facts of an event, once for all languages; every language's page shows them live."""

    raises = PUBLISHED

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    name = models.CharField(
        _("name"), max_length=200, help_text=_("For the editors; readers see the title of the event's page.")
    )
    starts_at = models.DateTimeField(_("start"), help_text=_("Stands on the page, in calendars and in every mail."))
    ends_at = models.DateTimeField(
        _("end"), help_text=_("Stands beside the start; afterwards the page is among the past events.")
    )
    attendance_mode = models.CharField(
        _("where people take part"),
        max_length=10,
        choices=AttendanceMode,
        default=AttendanceMode.ON_SITE,
        db_default=AttendanceMode.ON_SITE.value,
        help_text=_("Stands on the page. Online needs a link, and no place."),
    )
    venue = models.ForeignKey(
        "events.Venue",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its address, the way there and its notes on access stand on the page. Empty: online only."),
    )
    room = models.CharField(
        _("room"),
        max_length=100,
        blank=True,
        default="",
        db_default="",
        help_text=_("A name or a number that is the same in every language. Stands below the address."),
    )
    online_link = models.CharField(
        _("link to take part online"),
        max_length=1000,
        blank=True,
        default="",
        db_default="",
        validators=[refuse_what_is_no_link],
        help_text=_(
            "Begins with https. Only people with a seat get it: in their mails and on their own page, never in public."
        ),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EventStatus,
        default=EventStatus.PLANNED,
        help_text=_(
            "'Moved', 'postponed' and 'cancelled' stand in large letters on the page. Postponed: people keep their "
            "seats, and deadlines, reminders and erasing rest until there is a new date. Leave the former one here."
        ),
    )
    signup_while_postponed = models.BooleanField(
        _("sign-up stays open while the event is postponed"),
        default=False,
        db_default=False,
        help_text=_("Otherwise it closes until there is a new date."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"), validators=[MinValueValidator(1)], help_text=_("One number for all languages together.")
    )
    waiting_list_size = models.PositiveIntegerField(
        _("places on the waiting list"), default=30, help_text=_("0: no waiting list; a full event says so.")
    )
    series = models.ForeignKey(
        "events.EventSeries",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text=_("Events among which seats are shared out fairly, such as three evenings on one subject."),
    )
    companions = models.PositiveSmallIntegerField(
        _("people somebody may bring along"),
        default=0,
        db_default=0,
        validators=[MaxValueValidator(MOST_COMPANIONS)],
        help_text=_("The form asks for their names and access needs; each takes a seat. 0: everybody signs up alone."),
    )
    access = models.CharField(
        _("who may sign up"),
        max_length=12,
        choices=EventAccess,
        default=EventAccess.OPEN,
        help_text=_("For an event by invitation, others may ask for a seat and staff decide."),
    )
    review = models.BooleanField(
        _("staff decide on each sign-up"), default=False, help_text=_("A seat is held until somebody has decided.")
    )
    confirm_email = models.BooleanField(
        _("confirm the e-mail address"), default=True, help_text=_("A sign-up counts only after a click in a mail.")
    )
    signup_form = models.ForeignKey(
        "events.SignupForm",
        verbose_name=_("sign-up form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Without a form there is no sign-up."),
    )
    option_limits = OptionLimitsField(
        _("places of options"),
        help_text=_(
            "For tables or workshops: how many people can choose each. A full one can't be chosen any more. Empty: "
            "no limit."
        ),
    )
    signup_opens_at = models.DateTimeField(
        _("sign-up opens"),
        null=True,
        blank=True,
        help_text=_("From then on the page has the button to sign up. Empty: at once."),
    )
    signup_closes_at = models.DateTimeField(
        _("sign-up closes"),
        null=True,
        blank=True,
        help_text=_("Then the button on the page goes. Empty: when the event starts."),
    )
    cancel_until = models.DateTimeField(
        _("people can cancel until"), null=True, blank=True, help_text=_("Empty: until the event starts.")
    )
    languages_spoken = ChoiceListField(
        _("languages spoken"),
        options=languages_for_staff,
        help_text=_("Stand on the page; people choose by them whether to come."),
    )
    languages_interpreted = ChoiceListField(
        _("languages interpreted"),
        options=languages_for_staff,
        help_text=_("Stand on the page as those for which interpreters come."),
    )
    access_features = ChoiceListField(
        _("access"),
        options=lambda: AccessFeature.choices,
        help_text=_("What is ticked stands on the page below “Access and support”."),
    )
    is_free = models.BooleanField(
        _("free of charge"), default=True, help_text=_("The page says that taking part costs nothing.")
    )
    asks_needs = models.BooleanField(
        _("ask for access needs"),
        default=True,
        help_text=_("The form asks who needs sign language, an interpreter, step-free access or child care."),
    )
    needs_order_by = models.DateField(
        _("order help by"),
        null=True,
        blank=True,
        help_text=_("Until this day interpreters and child care can be ordered; the counts of needs name it."),
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("remind people"), default=2, help_text=_("Days before the start. 0: no reminder.")
    )
    needs_retention_days = models.PositiveSmallIntegerField(
        _("erase access needs after"),
        default=7,
        help_text=_("Days after the end of the event. The privacy page shows it."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("erase sign-ups after"),
        default=60,
        validators=[MinValueValidator(1)],
        help_text=_("Days after the end of the event. The privacy page shows it."),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["ends_at"], name="event_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="event_has_seats"),
            models.CheckConstraint(
                condition=models.Q(needs_retention_days__lte=models.F("retention_days")),
                name="event_needs_erased_no_later_than_signups",
            ),
            models.CheckConstraint(condition=models.Q(status__in=EventStatus.values), name="event_status_known"),
            models.CheckConstraint(condition=models.Q(access__in=EventAccess.values), name="event_access_known"),
            models.CheckConstraint(
                condition=models.Q(attendance_mode__in=AttendanceMode.values), name="event_attendance_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_online(self) -> bool:
        return self.attendance_mode != AttendanceMode.ON_SITE

    @property
    def is_on_site(self) -> bool:
        return self.attendance_mode != AttendanceMode.ONLINE

    def publish(self, revision, *args, **kwargs) -> None:
        """Publish the facts; see ``events.followers`` for what follows.

        Raises PublishRefused where an event to come would be over, Unanswered where nobody answered for what it does.
        """
        draft = revision.as_object()
        for error in draft.moves_into_the_past().values():
            raise PublishRefused(str(error.message))
        require_answer(Action.PUBLISH, draft, revision)
        super().publish(revision, *args, **kwargs)
        tell_followers(self)

    def unpublish(self, set_expired=False, *args, **kwargs) -> None:
        """Take the facts down. Raises Unanswered while people have signed up; an expiry is answered for beforehand."""
        if self.live:
            require_answer(Action.UNPUBLISH, self, self.live_revision if set_expired else None)
        super().unpublish(set_expired, *args, **kwargs)

    def save(self, *args, **kwargs) -> None:
        """Save the facts, with the seat book that every event has; a new date of erasing counts from now."""
        update_fields = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            SeatBook.objects.get_or_create(event=self, defaults=SeatBook.erasing_dates(self))
            if update_fields is None or ERASING.intersection(update_fields):
                note_dates(self)
