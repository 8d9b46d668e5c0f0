from datetime import UTC, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.followers import tell_followers
from cms.ground.publish_refusal import PublishRefused
from cms.ground.raises import PUBLISHED

from .choice_list_field import ChoiceListField
from .enums import AccessFeature, EventAccess, EventStatus
from .erasing_dates import note_dates
from .far_away import far_away
from .option_limits_field import OptionLimitsField, fewer_than_chosen
from .preview_on_pages import PreviewOnItsPages
from .seat_book import SeatBook
from .spoken_languages import languages_for_staff

ERASING = {"ends_at", "retention_days", "needs_retention_days"}
PUBLIC_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


START_IS_PAST = _(
    "This start is in the past. An event that is still to come can't be moved there: check the year and the month."
)
END_IS_PAST = _(
    "This end is in the past. An event that is still to come can't be moved there: check the year and the month."
)


def new_public_id() -> str:
    return get_random_string(10, PUBLIC_ID_LETTERS)


class EventQuerySet(models.QuerySet):
    def published(self) -> "EventQuerySet":
        return self.filter(live=True)


class Event(PreviewOnItsPages, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
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
    venue = models.ForeignKey(
        "events.Venue",
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its address, the way there and its notes on access stand on the page."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EventStatus,
        default=EventStatus.PLANNED,
        help_text=_("'Moved' and 'cancelled' stand in large letters on the page."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"), validators=[MinValueValidator(1)], help_text=_("One number for all languages together.")
    )
    waiting_list_size = models.PositiveIntegerField(
        _("places on the waiting list"), default=30, help_text=_("0: no waiting list; a full event says so.")
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

    objects = EventQuerySet.as_manager()

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
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def closes_at(self):
        return self.signup_closes_at or self.starts_at

    @property
    def cancellable_until(self):
        return self.cancel_until or self.starts_at

    @property
    def erased_at(self):
        # A day is 24 hours, whichever zone the moment was written in: a form's knows summer time, the database's not.
        return self.ends_at.astimezone(UTC) + timedelta(days=self.retention_days)

    @property
    def needs_erased_at(self):
        return self.ends_at.astimezone(UTC) + timedelta(days=self.needs_retention_days)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, ValidationError] = {}
        self._check_times(errors)
        errors.update(far_away(starts_at=self.starts_at, ends_at=self.ends_at))
        self._check_past(errors)
        self._check_retention(errors)
        self._check_capacity(errors)
        self._check_option_limits(errors)
        if errors:
            raise ValidationError(errors)

    def _check_times(self, errors: dict) -> None:
        if not self.starts_at or not self.ends_at:
            return
        if self.ends_at <= self.starts_at:
            errors["ends_at"] = ValidationError(_("The event can't end before it starts."))
        if self.signup_closes_at and self.signup_closes_at > self.starts_at:
            errors["signup_closes_at"] = ValidationError(_("Sign-up can't close after the event has started."))
        if self.signup_opens_at and self.signup_opens_at >= self.closes_at:
            errors["signup_opens_at"] = ValidationError(_("Sign-up can't open after it has closed."))
        if self.cancel_until and self.cancel_until > self.starts_at:
            errors["cancel_until"] = ValidationError(_("People can't cancel after the event has started."))

    def _check_past(self, errors: dict) -> None:
        errors.update({name: errors.get(name, error) for name, error in self.moves_into_the_past().items()})

    def moves_into_the_past(self) -> dict[str, ValidationError]:
        """Return what is wrong with the moments of an event that is to come, or has sign-ups, and would be over.

        Everything that counts from the end of an event would begin at once; nobody would be told of the move. What is
        live rules, or else what was saved last. An event without sign-ups may be entered afterwards.
        """
        now, was = timezone.now(), Event.objects.filter(pk=self.pk).first() if self.pk else None
        if was is None or now >= was.ends_at or not self.starts_at or not self.ends_at:
            return {}
        if not was.live and not was.signups.exists():
            return {}
        wrong = {}
        if self.starts_at <= now and self.starts_at != was.starts_at:
            wrong["starts_at"] = ValidationError(START_IS_PAST)
        if self.ends_at <= now:
            wrong["ends_at"] = ValidationError(END_IS_PAST)
        return wrong

    def _check_retention(self, errors: dict) -> None:
        if not self.retention_days or self.needs_retention_days is None:
            return
        if self.needs_retention_days > self.retention_days:
            message = _("Access needs can't be kept longer than the sign-ups.")
            errors["needs_retention_days"] = ValidationError(message)

    def _check_capacity(self, errors: dict) -> None:
        if not self.pk or self.capacity is None:
            return
        held = self.signups.holding_an_ordinary_seat().count()
        if self.capacity < held:
            message = _("%(held)d seats are taken. Choose at least that many, or cancel sign-ups first.")
            errors["capacity"] = ValidationError(message, params={"held": held})

    def _check_option_limits(self, errors: dict) -> None:
        people = self.signups.holding_a_seat() if self.pk and self.option_limits else None
        if people and (wrong := fewer_than_chosen(self.option_limits, people.values_list("answers", flat=True))):
            errors["option_limits"] = wrong

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
