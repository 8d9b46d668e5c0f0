"""What must hold of the facts of an event, said to whoever types them."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import EventStatus
from .far_away import far_away
from .option_limits_field import fewer_than_chosen

START_IS_PAST = _(
    "This start is in the past. An event that is still to come can't be moved there: check the year and the month."
)
END_IS_PAST = _(
    "This end is in the past. An event that is still to come can't be moved there: check the year and the month."
)


OF_THE_FORMER_DATE = _(
    "This was a deadline of the former date, and nobody could give a seat back: choose another one, or leave it empty."
)


class EventRules(models.Model):
    """The rules of ``Event``, which is the only model that has them."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors: dict[str, ValidationError] = {}
        self._check_times(errors)
        self._check_place(errors)
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
        if self.has_a_date:
            self._check_deadlines(errors)

    def _check_deadlines(self, errors: dict) -> None:
        """While the event is postponed they rest, and so they may be of the former date."""
        if self.signup_closes_at and self.signup_closes_at > self.starts_at:
            errors["signup_closes_at"] = ValidationError(_("Sign-up can't close after the event has started."))
        if self.signup_opens_at and self.signup_opens_at >= self.closes_at:
            errors["signup_opens_at"] = ValidationError(_("Sign-up can't open after it has closed."))
        if self.cancel_until and self.cancel_until > self.starts_at:
            errors["cancel_until"] = ValidationError(_("People can't cancel after the event has started."))
        if self.cancel_until and self.cancel_until <= timezone.now() and self._gets_a_date():
            errors["cancel_until"] = ValidationError(OF_THE_FORMER_DATE)

    def _check_place(self, errors: dict) -> None:
        if self.is_on_site and self.venue_id is None:
            errors["venue"] = ValidationError(_("People come here: choose the place, or “online”."))

    def _gets_a_date(self) -> bool:
        """Return whether the event is postponed as readers see it, and would not be any more."""
        return bool(self.has_a_date and self.pk and (was := self._as_it_is()) and not was.has_a_date)

    def _as_it_is(self) -> Self | None:
        return type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None

    def _check_past(self, errors: dict) -> None:
        errors.update({name: errors.get(name, error) for name, error in self.moves_into_the_past().items()})

    def moves_into_the_past(self) -> dict[str, ValidationError]:
        """Return what is wrong with the moments of an event that is to come, or has sign-ups, and would be over.

        Everything that counts from the end of an event would begin at once; nobody would be told of the move. What is
        live rules, or else what was saved last. An event without sign-ups may be entered afterwards.
        """
        now, was = timezone.now(), self._as_it_is()
        if self.status == EventStatus.CANCELLED and was is not None and not was.has_a_date:
            return {}
        if was is None or was.is_over(now) or not self.has_a_date or not self.starts_at or not self.ends_at:
            return {}
        if not was.live and not was.signups.exists():
            return {}
        wrong = {}
        if self.starts_at <= now and (self.starts_at != was.starts_at or not was.has_a_date):
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
