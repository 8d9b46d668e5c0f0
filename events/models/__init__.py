from .event import Event, SeatBook
from .form import SignupForm
from .page import EventIndexPage, EventPage
from .signup import InvitationCode, Need, Signup, Step
from .venue import Venue

__all__ = [
    "Event",
    "EventIndexPage",
    "EventPage",
    "InvitationCode",
    "Need",
    "SeatBook",
    "Signup",
    "SignupForm",
    "Step",
    "Venue",
]
