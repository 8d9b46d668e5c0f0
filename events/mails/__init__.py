"""The mails about a sign-up, made at the moment they are sent: in the person's language, text first, then simple HTML.

Nothing that somebody typed into a form stands in them, except the address they go to.
"""

from .kinds import KINDS, register_mails
from .preview import Preview, mail_preview, preview, sample_mail, sample_signup

__all__ = ["KINDS", "Preview", "mail_preview", "preview", "register_mails", "sample_mail", "sample_signup"]
