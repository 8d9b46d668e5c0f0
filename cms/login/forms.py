"""What staff type to log in."""

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import LineField

from .adapter import TooManyTries

LONGEST_NAME = 150
LONGEST_PASSWORD = 1000
TOO_LONG = _("This text is too long. Use at most %(limit_value)d characters.")


class LogInForm(LoginForm):
    """User name and password; ``wait`` is above 0 when there were too many tries, in seconds."""

    wait = 0

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields = {
            "username": LineField(
                label=_("User name"),
                max_length=LONGEST_NAME,
                widget=forms.TextInput(
                    attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
                ),
                error_messages={"required": _("Enter your user name."), "max_length": TOO_LONG},
            ),
            "password": forms.CharField(
                label=_("Password"),
                strip=False,
                max_length=LONGEST_PASSWORD,
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
                error_messages={"required": _("Enter your password."), "max_length": TOO_LONG},
            ),
        }

    def clean_username(self) -> str:
        # The name under which allauth looks for it
        self.cleaned_data["login"] = self.cleaned_data["username"].strip()
        return self.cleaned_data["login"]

    def _clean_with_password(self, credentials: dict) -> dict:
        try:
            return super()._clean_with_password(credentials)
        except TooManyTries as refused:
            self.wait = refused.wait
            raise
