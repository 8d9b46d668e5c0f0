"""The mails about a sign-up, made at the moment they are sent: in the person's language, text first, then simple HTML.

Nothing that somebody typed into a form stands in them, except the address they go to.
"""

from .kinds import KINDS, register_mails
from .preview import (
    VARIANTS,
    Preview,
    announcement,
    mail_preview,
    mail_with_text,
    preview,
    sample_mail,
    sample_signup,
    usual_words,
)

__all__ = [
    "KINDS",
    "VARIANTS",
    "Preview",
    "announcement",
    "mail_preview",
    "mail_with_text",
    "preview",
    "register_mails",
    "sample_mail",
    "sample_signup",
    "usual_words",
]
