"""THE domain: every transition of a sign-up, and the only writer of ``Signup``.

Each verb is one short transaction: lock the seat book, check the rules, write, queue the mail, settle. What can't be
done raises ``Refused`` with a reason; the caller keeps what the person typed.
"""

from .confirming import confirm
from .ending import cancel
from .refusal import Reason, Refused
from .rules import SignupStatus, signup_status
from .signing_up import Outcome, Person, sign_up
from .waiting_list import accept_offer, facts_published, place_in_queue

__all__ = [
    "Outcome",
    "Person",
    "Reason",
    "Refused",
    "SignupStatus",
    "accept_offer",
    "cancel",
    "confirm",
    "facts_published",
    "place_in_queue",
    "sign_up",
    "signup_status",
]
