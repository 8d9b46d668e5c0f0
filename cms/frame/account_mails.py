"""The mails to the holder of an account: in the name of the city, text first, then simple HTML."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from ..mail.html import NextStep, html_of
from .frame import frame_in


def account_mail(
    template: str,
    address: str,
    language: str,
    context: dict,
    *,
    step: NextStep | None = None,
    foreign: dict[str, str] | None = None,
    is_answered: bool = False,
) -> EmailMultiAlternatives:
    """Return the mail whose text ``template`` makes, its subject in the first line.

    The template also gets the ``sender`` and the city's ``contact``, to which an answer goes where ``is_answered``.
    ``foreign`` maps lines, or what stands after a label, to the language that they are in.
    """
    frame = frame_in(language)
    sender = " ".join(frame.city_name.split()) if frame else settings.WAGTAIL_SITE_NAME
    contact = frame.contact_email if frame else ""
    text = render_to_string(template, {"sender": sender, "contact": contact, **context})
    subject, body = text.split("\n", 1)
    body = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    written = {sender: frame.locale.language_code if frame else language, **(foreign or {})}
    others = {line: code for line, code in written.items() if line and code != language}
    reply_to = [contact] if is_answered and contact else None
    message = EmailMultiAlternatives(subject=subject, body=body, to=[address], reply_to=reply_to)
    message.attach_alternative(html_of(body, language, title=subject, foreign=others, next_step=step), "text/html")
    return message
