from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cms.mail.outbox import replace_failed
from cms.models import User

from ..models.enums import Actor, StepKind
from ..models.event import Event
from ..models.signup import Signup
from . import obstacles
from .holding import new_hold
from .option_places import change_places
from .party import free_numbers, of_mailbox, one_of_each_party
from .person import Person, address_key, columns, keep_needs, told
from .refusal import Reason, Refused
from .repeating import mail_about, repeat
from .seat_lock import locked_event, locked_signup
from .transition import amend, mail, refuse


def correct(public_id: UUID, person: Person, *, user: User | None = None, seen: Signup | None = None) -> Signup:
    """Change what the person told us, except the address; ``user`` is set when staff do it for somebody.

    The consent stays the one that was given. Raises Refused for a sign-up that has ended, and where it is no longer as
    it was ``seen``.
    """
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        refuse(obstacles.to_correcting(event, signup, now) or _unlike(seen, signup), signup)
        change_places(event, signup, person.answers)
        changes = {name: value for name, value in columns(person, now).items() if not name.startswith("consent_")}
        amend(signup, StepKind.CORRECTED, actor=Actor.STAFF if user else Actor.VISITOR, user=user, **changes)
        keep_needs(signup, person.needs, now)
        return signup


def change_address(public_id: UUID, email: str, user: User, *, seen: Signup | None = None) -> Signup:
    """Staff correct an address; all links sent to the old one are void, and the new one is told how things stand.

    Without one the person gets no mails any more. Raises Refused as ``correct``, and where another sign-up has it.
    """
    with locked_signup(public_id) as (event, signup):
        now = timezone.now()
        refuse(obstacles.to_correcting(event, signup, now) or _unlike(seen, signup), signup)
        address = address_key(email)
        others = [known for known in of_mailbox(event, address) if known.pk != signup.pk]
        if any(signup.party is None or known.party != signup.party for known in others):
            raise Refused(Reason.KNOWN)
        [number] = free_numbers(others)
        amend(
            signup,
            StepKind.ADDRESS,
            actor=Actor.STAFF,
            user=user,
            email=email.strip(),
            email_key=address,
            mailbox_no=number,
            link_version=signup.link_version + 1,
            repeated_at=None,
            **_hold_anew(event, signup, address, now),
        )
        replace_failed("signup", str(signup.public_id))
        mail(mail_about(signup), signup)
        return signup


def _unlike(seen: Signup | None, signup: Signup) -> Reason | None:
    """Between the form's own look and the lock somebody else may have been faster."""
    return Reason.CHANGED if seen is not None and told(seen) != told(signup) else None


def _hold_anew(event: Event, signup: Signup, address: str | None, now: datetime) -> dict:
    """The new address gets the whole time, from the delivery of its mail on."""
    if signup.held_for is None:
        return {}
    return new_hold(event, signup.state, now, signup.held_for, has_address=bool(address))


def send_link(event_id: int, email: str, language: str) -> None:
    """Send somebody the link to the own sign-up once more; does nothing, silently, for an address without one.

    People of one mailbox get theirs each; whoever came together has one for all. Whoever has no sign-up any more gets
    the link to the last one, as long as something is stored.
    """
    with locked_event(event_id) as event:
        address = address_key(email)
        for signup in one_of_each_party(of_mailbox(event, address)) or _ended_at(event, address):
            waits_for_a_click = signup.is_active and signup.verified_at is None
            repeat(signup, "please_confirm" if waits_for_a_click else "your_link", timezone.now(), language)


def _ended_at(event: Event, address: str | None) -> list[Signup]:
    if not address:
        return []
    rows = Signup.objects.filter(event=event, email_key=address, anonymised_at__isnull=True, verified_at__isnull=False)
    return list(rows.order_by("-pk")[:1])
