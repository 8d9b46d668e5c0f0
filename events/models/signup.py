import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN, SEATS
from cms.languages.core.fields import LanguageField

from .choice_list_field import ChoiceListField
from .dates import RESTS
from .enums import ACTIVE, HOLDING_A_SEAT, Actor, HoldMail, NeedKind, SignupSource, SignupState, StepKind
from .event import PUBLIC_ID_LETTERS, Event


def new_invitation_code() -> str:
    return get_random_string(10, PUBLIC_ID_LETTERS).upper()


class InvitationCode(models.Model):
    """A code that lets an organisation take seats of an event; ``held_back`` seats wait for it until it ends."""

    raises = SEATS

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="codes", verbose_name=_("event"))
    code = models.CharField(_("code"), max_length=20, default=new_invitation_code)
    organisation = models.CharField(_("organisation"), max_length=200)
    seats = models.PositiveIntegerField(
        _("seats"), validators=[MinValueValidator(1)], help_text=_("How many people may sign up with it.")
    )
    held_back = models.PositiveIntegerField(
        _("seats held back"), default=0, help_text=_("So many seats nobody else gets until the code ends.")
    )
    valid_until = models.DateTimeField(_("valid until"))

    class Meta:
        verbose_name = _("invitation code")
        verbose_name_plural = _("invitation codes")
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="code_once_per_event"),
            models.CheckConstraint(
                condition=Q(held_back__lte=models.F("seats")), name="code_holds_back_no_more_than_seats"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation


# What a server of release 1.0.0 leaves behind, and the worker mends.
WITHOUT_KEY = Q(sort_key="", anonymised_at__isnull=True)
WITH_KEY_LEFT = ~Q(sort_key="") & Q(anonymised_at__isnull=False)


def reference_of(public_id: uuid.UUID) -> str:
    """Return the eight characters that name a sign-up to people."""
    return public_id.hex[:8].upper()


class SignupQuerySet(models.QuerySet):
    def holding_a_seat(self) -> "SignupQuerySet":
        return self.filter(state__in=HOLDING_A_SEAT)

    def holding_an_ordinary_seat(self) -> "SignupQuerySet":
        """Over all languages, without the exceptions that staff granted."""
        return self.holding_a_seat().filter(is_exception=False)

    def active(self) -> "SignupQuerySet":
        return self.filter(state__in=ACTIVE)

    def in_queue(self) -> "SignupQuerySet":
        """Those who wait and have confirmed their address, the next one first."""
        return self.filter(state=SignupState.WAITING, verified_at__isnull=False).order_by(
            "-priority", "queued_at", "id"
        )


class Signup(models.Model):
    """One person at one event. Only ``events.signups`` writes it."""

    raises = SEATS

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="signups", verbose_name=_("event"))
    state = models.CharField(_("state"), max_length=12, choices=SignupState)
    seat_no = models.PositiveIntegerField(_("seat"), null=True, blank=True)
    is_exception = models.BooleanField(_("seat beyond the capacity, granted by staff"), default=False)
    language = LanguageField(_("language"))

    given_name = models.CharField(_("first name"), max_length=100)
    family_name = models.CharField(_("last name"), max_length=100)
    # The name and organisation as people are found by them; the first one by servers of release 1.0.0, which leave the
    # second one empty or as it was.
    search_key = models.TextField(blank=True, editable=False)
    sort_key = models.TextField(blank=True, editable=False, default="", db_default="")
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    email_key = models.CharField(max_length=254, null=True, editable=False)
    # Which person of this mailbox at this event: families share one.
    mailbox_no = models.PositiveSmallIntegerField(default=1, db_default=1, editable=False)
    # Who signed up together: the public id of the one who filled in the form; empty for whoever came alone.
    party = models.UUIDField(null=True, editable=False)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    labels = models.JSONField(_("questions as they were asked"), default=dict, blank=True)
    consent_text = models.TextField(_("consent"), blank=True)
    consent_language = LanguageField(_("language of the consent"), blank=True)
    consent_at = models.DateTimeField(_("consent given at"), null=True, blank=True)

    source = models.CharField(_("came by"), max_length=6, choices=SignupSource, default=SignupSource.WEB)
    code = models.ForeignKey(
        InvitationCode,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signups",
        verbose_name=_("invitation code"),
    )
    priority = models.SmallIntegerField(_("priority on the waiting list"), default=0)
    created_at = models.DateTimeField(_("signed up at"), default=timezone.now)
    verified_at = models.DateTimeField(_("address confirmed at"), null=True, blank=True)
    queued_at = models.DateTimeField(_("waiting since"), null=True, blank=True)
    expires_at = models.DateTimeField(_("held until"), null=True, blank=True)
    # The moment from which the hold or the offer counts: when it was asked for, then when its mail was delivered.
    held_since = models.DateTimeField(_("held since"), null=True, blank=True)
    held_for = models.DurationField(_("held for"), null=True, blank=True)
    hold_mail = models.CharField(_("mail about the hold"), max_length=9, choices=HoldMail, blank=True)
    # From which network an unconfirmed sign-up came: a keyed hash for this event alone, empty once that is decided.
    network_hash = models.CharField(max_length=32, blank=True, editable=False)
    offers_lapsed = models.PositiveSmallIntegerField(_("offers lapsed"), default=0)
    repeated_at = models.DateTimeField(_("mail repeated at"), null=True, blank=True)
    reminded_start = models.DateTimeField(_("reminded of the start"), null=True, blank=True)
    reason = models.TextField(_("reason of the decision"), blank=True)
    link_version = models.PositiveIntegerField(default=1)
    attended_at = models.DateTimeField(_("was there"), null=True, blank=True)
    anonymised_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    objects = SignupQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        permissions = [
            ("decide_signup", "Can decide on sign-ups"),
            ("export_signup", "Can export sign-ups"),
            ("check_in_signup", "Can check people in"),
        ]
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["event", "state"], name="signup_event_state"),
            models.Index(fields=["state", "expires_at"], name="signup_due"),
            models.Index(fields=["event", "network_hash"], condition=~Q(network_hash=""), name="signup_network"),
            models.Index(fields=["event", "created_at", "id"], name="signup_by_time"),
            models.Index(fields=["created_at", "id"], name="signup_all_by_time"),
            models.Index(fields=["event"], condition=Q(anonymised_at__isnull=True), name="signup_with_data"),
            models.Index(fields=["id"], condition=WITHOUT_KEY, name="signup_without_key"),
            models.Index(fields=["id"], condition=WITH_KEY_LEFT, name="signup_with_key_left"),
            models.Index(fields=["party"], condition=Q(party__isnull=False), name="signup_party"),
            # Seats are counted under the lock: from this index alone, however many signed up and left again.
            models.Index(
                fields=["event", "state", "is_exception", "verified_at", "seat_no", "expires_at"],
                condition=Q(state__in=ACTIVE),
                name="signup_seats",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SignupState.values), name="signup_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=HOLDING_A_SEAT, seat_no__isnull=False)
                | (~Q(state__in=HOLDING_A_SEAT) & Q(seat_no__isnull=True)),
                name="signup_seat_exactly_when_held",
            ),
            models.CheckConstraint(
                condition=Q(seat_no__isnull=True) | Q(seat_no__gte=1), name="signup_seat_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(hold_mail="")
                | Q(hold_mail__in=HoldMail.values, held_since__isnull=False, held_for__isnull=False),
                name="signup_hold_counts_from_its_mail",
            ),
            models.CheckConstraint(
                condition=Q(network_hash="")
                | Q(state__in=[SignupState.UNCONFIRMED, SignupState.WAITING], verified_at__isnull=True),
                name="signup_network_only_until_confirmed",
            ),
            models.UniqueConstraint(fields=["event", "seat_no"], name="signup_seat_once"),
            models.UniqueConstraint(
                fields=["event", "email_key", "mailbox_no"],
                condition=Q(state__in=ACTIVE),
                name="signup_person_once_per_mailbox",
            ),
        ]

    def __str__(self) -> str:
        # Logs and messages of the admin show this text, so it names nobody.
        return self.reference

    @property
    def reference(self) -> str:
        """Eight characters by which staff and the person can name the sign-up."""
        return reference_of(self.public_id)

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def answer_by(self) -> datetime | None:
        """Until when the person has to answer; None where nothing is asked, or while that rests."""
        return None if self.expires_at == RESTS else self.expires_at

    @property
    def is_companion(self) -> bool:
        """Whether somebody else filled in the form for this person, who was asked for a name and access needs alone."""
        return self.party is not None and self.party != self.public_id

    @property
    def holds_a_seat(self) -> bool:
        return self.state in HOLDING_A_SEAT

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class Need(models.Model):
    """What somebody needs to take part; kept apart, with its own consent, and erased earlier."""

    raises = NEVER_SHOWN

    signup = models.OneToOneField(Signup, on_delete=models.CASCADE, related_name="need", verbose_name=_("sign-up"))
    kinds = ChoiceListField(_("needs"), options=lambda: NeedKind.choices)
    interpreter_language = LanguageField(_("interpreter for"), blank=True)
    note = models.TextField(_("note"), blank=True, max_length=500)
    consent_text = models.TextField(_("consent"), blank=True)
    consent_at = models.DateTimeField(_("consent given at"))

    class Meta:
        verbose_name = _("access need")
        verbose_name_plural = _("access needs")
        permissions = [("count_need", "Can see how many people need what")]


class Step(models.Model):
    """One line in the history of a sign-up: who, when, from which state to which; nothing about the person."""

    raises = NEVER_SHOWN

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("what"), max_length=12, choices=StepKind, default=StepKind.MOVED)
    at = models.DateTimeField(_("at"), default=timezone.now)
    from_state = models.CharField(_("from"), max_length=12, choices=SignupState, blank=True)
    to_state = models.CharField(_("to"), max_length=12, choices=SignupState)
    actor = models.CharField(_("by"), max_length=8, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("user"),
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.from_state} -> {self.to_state}"
