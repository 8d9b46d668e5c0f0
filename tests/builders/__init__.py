"""Builds what the tests stand on, without surprises; each module says of what."""

from .accounts import PASSWORD, make_admin, make_staff
from .event_rows import change_facts, make_event_row, make_signup_form_row, make_venue_row
from .events import BERLIN, make_event, make_event_index, make_event_page, make_signup_form, make_venue
from .frame import make_frame, open_language
from .pages import add_page, make_home, translate
from .signups import hold_mail_delivered, make_person, signed_up, signed_up_and_confirmed

__all__ = [
    "BERLIN",
    "PASSWORD",
    "add_page",
    "change_facts",
    "hold_mail_delivered",
    "make_admin",
    "make_event",
    "make_event_index",
    "make_event_page",
    "make_event_row",
    "make_frame",
    "make_home",
    "make_person",
    "make_signup_form",
    "make_signup_form_row",
    "make_staff",
    "make_venue",
    "make_venue_row",
    "open_language",
    "signed_up",
    "signed_up_and_confirmed",
    "translate",
]
