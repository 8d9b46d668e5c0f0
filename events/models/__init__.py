from .erasure import Erasure
from .event import Event, SeatBook
from .form import SignupForm
from .message import Message, MessageText
from .page import EventIndexPage, EventPage
from .reason import DeclineReason
from .signup import InvitationCode, Need, Signup, Step
from .used_form import UsedForm
from .venue import Venue

__all__ = [
    "DeclineReason",
    "Erasure",
    "Event",
    "EventIndexPage",
    "EventPage",
    "InvitationCode",
    "Message",
    "MessageText",
    "Need",
    "SeatBook",
    "Signup",
    "SignupForm",
    "Step",
    "UsedForm",
    "Venue",
]
