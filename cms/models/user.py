from datetime import UTC
from uuid import UUID, uuid5

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.erasures.owed import note_erasure
from cms.ground.raises import NEVER_SHOWN

ACCOUNTS = UUID("5b0c6f0e-0f0a-4a52-9d3e-6a3a1f6d1c11")
SALT = "cms.models.user.sessions"


class User(AbstractUser):
    """Staff of the city and members of working groups; people who sign up for an event have no account."""

    raises = NEVER_SHOWN

    # Raised to end all sessions of the account.
    sessions_ended = models.PositiveIntegerField(_("How often all sessions were ended"), default=0, editable=False)
    translates_into = models.ManyToManyField(
        "wagtailcore.Locale",
        blank=True,
        related_name="+",
        verbose_name=_("translates into"),
        help_text=_(
            "Tick the languages in which this account may begin, change, submit and publish translations. Without a "
            "tick it may do so in all."
        ),
    )

    def save(self, *args, **kwargs) -> None:
        """Save; an account that is switched off loses its sessions, also for the time when it is switched on again."""
        if not self.is_active:
            self.sessions_ended += 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "sessions_ended"}
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple:
        """Delete the account; after a restore of an older backup it is deleted once more."""
        with transaction.atomic():
            note_erasure("account", self.erasure_id)
            return super().delete(*args, **kwargs)

    @property
    def erasure_id(self) -> UUID:
        """Under which the journal of erasures knows the account: a number alone may be given twice after a restore."""
        return uuid5(ACCOUNTS, f"{self.pk} {self.date_joined.astimezone(UTC).isoformat()}")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own asks the password alone.
        value = f"{self.password} {self.sessions_ended}"
        return salted_hmac(SALT, value, secret=secret, algorithm="sha256").hexdigest()
