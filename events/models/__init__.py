from ..pages.event_index_page import EventIndexPage
from ..pages.event_page import EventPage
from .decline_reason import DeclineReason
from .erasure import Erasure
from .event import Event
from .event_series import EventSeries
from .mail_text import MailText
from .message import Message, MessageText
from .option_seat import OptionSeat
from .seat_book import SeatBook
from .signup import InvitationCode, Need, Signup, Step
from .signup_form import SignupForm
from .used_form import UsedForm
from .venue import Venue

__all__ = [
    "DeclineReason",
    "Erasure",
    "Event",
    "EventIndexPage",
    "EventPage",
    "EventSeries",
    "InvitationCode",
    "MailText",
    "Message",
    "MessageText",
    "OptionSeat",
    "Need",
    "SeatBook",
    "Signup",
    "SignupForm",
    "Step",
    "UsedForm",
    "Venue",
]
