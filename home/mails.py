"""The mails of this room."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext

from cms.languages.core.public_languages import describe

from .contact import contact_address

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
        to=[contact_address(payload["language"])],
        reply_to=[payload["email"]] if payload["email"] else None,
    )
