"""THE domain: every transition of a sign-up, and the only writer of ``Signup``.

Each verb is one short transaction: lock the seat book, check the rules, write, queue the mail, settle. What can't be
done raises ``Refused`` with a reason; the caller keeps what the person typed.
"""

from .accepting import accept_offer
from .announcing import facts_published
from .attendance import check_in, has_its_day_come, undo_check_in
from .codes import save_code
from .confirming import confirm
from .correcting import change_address, correct, send_link
from .decisions import approve, decline, grant_exception, reopen
from .ending import cancel, cancel_by_staff, release_unconfirmed
from .entering import enter
from .erasing import erase
from .messaging import send_message
from .person import Needs, Person
from .refusal import Reason, Refused
from .repeating import send_again
from .rules import SignupStatus, signup_status
from .signing_up import Outcome, sign_up
from .visit import Visit, network_hash
from .waiting_list import place_in_queue

__all__ = [
    "Needs",
    "Outcome",
    "Person",
    "Reason",
    "Refused",
    "SignupStatus",
    "Visit",
    "accept_offer",
    "approve",
    "cancel",
    "cancel_by_staff",
    "change_address",
    "check_in",
    "confirm",
    "correct",
    "decline",
    "enter",
    "erase",
    "facts_published",
    "grant_exception",
    "has_its_day_come",
    "network_hash",
    "place_in_queue",
    "release_unconfirmed",
    "reopen",
    "save_code",
    "send_again",
    "send_link",
    "send_message",
    "sign_up",
    "signup_status",
    "undo_check_in",
]
