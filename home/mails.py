"""The mails of this room."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext

from cms.frame import frame_in
from cms.languages.public import describe

BARRIER_REPORT = "home.barrier_report"


def barrier_report_mail(payload: dict, language: str) -> EmailMessage:
    """Return the report for the city's contact address; an answer goes to the person who wrote it."""
    context = {
        "page": payload["page"],
        "barrier": payload["barrier"],
        "email": payload["email"],
        "reader_language": describe(payload["language"]).name,
    }
    return EmailMessage(
        subject=gettext("Report of a barrier on the website"),
        body=render_to_string("home/mails/barrier_report.txt", context),
        to=[_contact_address(payload["language"])],
        reply_to=[payload["email"]] if payload["email"] else None,
    )


def _contact_address(language: str) -> str:
    frame = frame_in(language)
    return frame.contact_email if frame else settings.DEFAULT_FROM_EMAIL
