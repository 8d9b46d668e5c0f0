"""How a form that was taken becomes rows: one for everybody who comes, and none for whoever is known already."""

from dataclasses import dataclass, replace
from datetime import datetime

from cms.ground.compiled_queries import PreparedInsert

from ..models.enums import Actor, SignupState
from ..models.event import Event
from ..models.signup import Signup
from .codes import Invitation
from .ending import end
from .holding import NO_HOLD, new_hold, time_to_confirm
from .option_places import OptionBook, limited, option_book, take_what_is_free
from .party import free_numbers, is_named_like, of_mailbox
from .person import Companion, Person, columns, keep_needs
from .refusal import Reason, Refused
from .repeating import repeat
from .rules import SignupStatus, state_after_confirming
from .seats import Seats, open_seats, seats
from .series import is_bound, priority, seats_elsewhere
from .transition import first_mail, record
from .visit import Visit
from .waiting_list import lowest_free_seat, settle

SIGNUP = PreparedInsert(Signup)
# Whoever types a stranger's address holds no more with it; more people come with an invitation.
MOST_UNCONFIRMED_OF_A_MAILBOX = 10


@dataclass(frozen=True)
class FormEntry:
    """One form on its way into the event's rows, under the lock, after all that could refuse it."""

    event: Event
    person: Person
    visit: Visit
    address: str
    status: SignupStatus
    free: Seats
    invited: Invitation | None
    now: datetime
    options: OptionBook

    def write(self, numbers: list[int], *, proven: bool = False) -> None:
        """Write a row for everybody who comes, with ``numbers`` in the mailbox; ``proven``: it is theirs."""
        first, kind = self._row(self.person, numbers[0], self._seat_of_the_first(), proven=proven)
        if self.person.companions:
            first.party = first.public_id
        self._insert(first, self.person)
        self._write_companions(first, numbers[1:], proven=proven)
        if self.visit.gets_mail or kind != "please_confirm":
            # Without a mail the time runs at once, and the person can have the link sent a little later.
            first_mail(kind, first)

    def for_another(self, people: list[Signup], number: int) -> None:
        """The owner of a mailbox signs up somebody else; a link is good for one form. Raises Refused."""
        if any(is_named_like(signup, self.person.given_name, self.person.family_name) for signup in people):
            raise Refused(Reason.KNOWN_PERSON)
        if self.status == SignupStatus.OPEN and self.seats_elsewhere():
            raise Refused(Reason.SERIES)
        if number in {signup.mailbox_no for signup in people}:
            self.meet_again(people)
            return
        free = [free for free in free_numbers(people, self.person.number + 1) if free != number]
        self.write([number, *free[: self.person.number - 1]], proven=True)

    def seats_elsewhere(self) -> list[Signup]:
        """Return what these people have at other events, where the series gives each of them one seat."""
        if not is_bound(self.event, self.now):
            return []
        people: list[Person | Companion] = [self.person, *self.person.companions]
        found = [seats_elsewhere(self.event, self.address, one.given_name, one.family_name) for one in people]
        return [signup for signups in found for signup in signups]

    def tell_of_the_series(self, elsewhere: Signup) -> None:
        """Somebody has the one seat already: the mail says so, never the page."""
        if self.visit.gets_mail:
            repeat(elsewhere, "one_per_series", self.now, self.person.language)

    def meet_again(self, people: list[Signup]) -> None:
        """Somebody whose address is known signs up: before it is confirmed, each name is a person.

        What was typed last counts for whoever has not confirmed. Once somebody has, the mailbox is asked about others.
        """
        named = [row for row in people if is_named_like(row, self.person.given_name, self.person.family_name)]
        known = next((row for row in [*named, *people] if row.verified_at), None)
        if named and named[0].verified_at is None:
            self._overwrite(named[0])
        elif known is not None:
            if self.visit.gets_mail:
                repeat(known, "already_registered", self.now, self.person.language)
        elif len(people) + self.person.number > MOST_UNCONFIRMED_OF_A_MAILBOX:
            if self.visit.gets_mail:
                repeat(people[-1], "please_confirm", self.now, self.person.language)
        else:
            self.write(free_numbers(people, self.person.number))

    def _overwrite(self, known: Signup) -> None:
        changes = columns(self.person, self.now)
        if self.invited and known.code_id is None:
            changes["code"] = self.invited.code
        Signup.objects.filter(pk=known.pk).update(email=self.person.email, **changes)
        keep_needs(known, self.person.needs, self.now)
        known.refresh_from_db()
        companions_change = bool(self.person.companions or (known.party and not known.is_companion))
        if companions_change:
            self._bring_others(known)
        if self.event.option_limits and known.holds_a_seat:
            take_what_is_free(self.event, known)
        if self.visit.gets_mail:
            repeat(known, "please_confirm", self.now, self.person.language)
        if "code" in changes or companions_change:
            # The seat counts as one of the code's now, so one that was held back may be free for others.
            settle(self.event, self.now)

    def _bring_others(self, known: Signup) -> None:
        """Companions are those of the last form; their time is that of the one who brings them."""
        before = Signup.objects.active().filter(party=known.public_id, verified_at__isnull=True)
        for companion in before.exclude(pk=known.pk):
            end(companion, Actor.SYSTEM)
        known.party = (known.party or known.public_id) if self.person.companions else None
        Signup.objects.filter(pk=known.pk).update(party=known.party)
        entry = replace(self, free=seats(self.event), options=option_book(self.event))
        if known.state == SignupState.WAITING:
            entry = replace(entry, status=SignupStatus.WAITING_LIST)
        numbers = free_numbers(of_mailbox(self.event, self.address), len(self.person.companions))
        entry._write_companions(known, numbers, hold={name: getattr(known, name) for name in NO_HOLD})

    def _write_companions(
        self, first: Signup, numbers: list[int], *, proven: bool = False, hold: dict | None = None
    ) -> None:
        if not self.person.companions:
            return
        chosen = dict(limited(self.event, self.person.answers))
        seat_numbers = self._open_seats(len(self.person.companions))
        for companion, number, seat_no in zip(self.person.companions, numbers, seat_numbers, strict=True):
            person = replace(
                self.person.companion_as_person(companion),
                # Whoever comes together sits together.
                answers=chosen,
                labels={key: label for key, label in self.person.labels.items() if key in chosen},
            )
            row, _kind = self._row(person, number, seat_no, proven=proven)
            row.party = first.party
            for name, value in (hold or {}).items():
                setattr(row, name, value)
            self._insert(row, person)

    def _row(self, person: Person, number: int, seat_no: int | None, *, proven: bool) -> tuple[Signup, str]:
        signup = Signup(
            event=self.event,
            email=person.email,
            email_key=self.address,
            mailbox_no=number,
            created_at=self.now,
            seat_no=seat_no,
            **columns(person, self.now),
        )
        signup.code = self.invited.code if self.invited else None
        if proven or not self.event.confirm_email:
            kind = verified(self.event, signup, self.now)
            signup.priority = priority(signup, self.event) if signup.seat_no is None else signup.priority
            return signup, kind
        signup.state = SignupState.WAITING if seat_no is None else SignupState.UNCONFIRMED
        signup.network_hash = self.visit.network_hash
        time = time_to_confirm(self.free, gets_a_seat=seat_no is not None)
        held = new_hold(self.event, signup.state, self.now, time, has_address=self.visit.gets_mail)
        for name, value in held.items():
            setattr(signup, name, value)
        return signup, "please_confirm"

    def _insert(self, signup: Signup, person: Person) -> None:
        SIGNUP.save(signup)
        if signup.seat_no:
            self.options.take(signup, limited(self.event, person.answers))
        if person.needs:
            keep_needs(signup, person.needs, self.now)
        record(signup, "", actor=Actor.VISITOR)

    def _seat_of_the_first(self) -> int | None:
        if self.status != SignupStatus.OPEN:
            return None
        return self.free.next_seat or lowest_free_seat(self.event)

    def _open_seats(self, number: int) -> list[int | None]:
        if self.status != SignupStatus.OPEN:
            return [None] * number
        numbers = open_seats(self.event)[:number]
        if len(numbers) < number:
            raise Refused(Reason.FULL)
        return list(numbers)


def verified(event: Event, signup: Signup, now: datetime) -> str:
    """Let a new sign-up count at once; return the kind of mail that says what came of it."""
    signup.verified_at = now
    if signup.seat_no is None:
        signup.state, signup.queued_at = SignupState.WAITING, now
        return "waiting_place"
    signup.state, kind = state_after_confirming(event, signup)
    return kind
