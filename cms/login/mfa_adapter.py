"""What allauth asks the project about second factors."""

import base64
import hashlib
import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

SALT = b"cms.login.second_factor"


class MFAAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps and recovery codes lie in the database encrypted, with a key of SECRET_KEY."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Please type the one that is shown now."),
    }

    def encrypt(self, text: str) -> str:
        """Return what is stored of a secret."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again, or one that nobody knows where SECRET_KEY has changed: then no code is right."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.warning("A second factor was encrypted with another SECRET_KEY: reset it, or name the key.")
            return generate_totp_secret()

    def get_totp_label(self, user) -> str:
        """Return under which name the app shows the code."""
        return user.get_username()

    def _get_user_identifier(self, user) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user, type) -> str:
        """Return the name of a passkey whose owner gave it none."""
        return gettext("Passkey")

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(SALT + key.encode()).digest())) for key in keys])
