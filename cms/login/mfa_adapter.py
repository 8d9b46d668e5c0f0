"""What allauth asks the project about second factors."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
        """Return the secret again. Raises InvalidToken when neither SECRET_KEY nor its fallbacks encrypted it."""
        return _box().decrypt(encrypted_text.encode()).decode()

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
