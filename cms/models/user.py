from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN

SALT = "cms.models.user.sessions"


class User(AbstractUser):
    """Staff of the city and members of working groups; people who sign up for an event have no account."""

    raises = NEVER_SHOWN

    # Raised to end all sessions of the account.
    sessions_ended = models.PositiveIntegerField(_("How often all sessions were ended"), default=0, editable=False)

    def save(self, *args, **kwargs) -> None:
        """Save; an account that is switched off loses its sessions, also for the time when it is switched on again."""
        if not self.is_active:
            self.sessions_ended += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sessions_ended"}
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own asks the password alone.
        value = f"{self.password} {self.sessions_ended}"
        return salted_hmac(SALT, value, secret=secret, algorithm="sha256").hexdigest()
