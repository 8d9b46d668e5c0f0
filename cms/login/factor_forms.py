"""What staff type or press for the second factor. Every try is counted: six digits are soon guessed."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import LineField, SymbolField
from cms.throttle import guesses, too_often

from ..models.user import User
from .codes import authenticator_of
from .known_device import name_of_device

CODES = "log_in.code"
# What a browser sends of a passkey is read by a library that trusts its form.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, UnicodeError, ValueError)


def _whom(user: User) -> str:
    return f"{name_of_device(context.request, user.get_username())} {user.pk}"


def _count(user: User) -> None:
    """Count a code that somebody types who knows the password. Raises ValidationError."""
    if wait := guesses.seconds_to_wait_for(CODES, _whom(user), settings.CODES_PER_ACCOUNT_AND_HOUR):
        raise ValidationError(too_often(wait), code="too_many")


class CodeField(SymbolField):
    """A code of an authenticator app, or a recovery code; apps show it in groups."""

    def cleaned(self, text: str) -> str:
        return "".join(super().cleaned(text).split())

    def __init__(self, **kwargs) -> None:
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label=_("Code"),
            max_length=40,
            widget=forms.TextInput(attrs=attributes),
            error_messages={"required": _("Enter the code.")},
            **kwargs,
        )


class CodeForm(forms.Form):
    """The code that is asked after the password."""

    code = CodeField(help_text=_("Six digits from your authenticator app, or one of your recovery codes."))
    is_again = False

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user

    def clean_code(self) -> str:
        _count(self.user)
        self.authenticator = authenticator_of(self.user, self.cleaned_data["code"])
        if self.authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        guesses.take_back(CODES, _whom(self.user), settings.CODES_PER_ACCOUNT_AND_HOUR)
        return self.cleaned_data["code"]

    def save(self) -> None:
        self.authenticator.user = self.user
        post_authentication(context.request, self.authenticator, reauthenticated=self.is_again)


class CodeAgainForm(CodeForm):
    """The code that is asked of somebody who is logged in."""

    is_again = True


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it was set up rightly."""

    code = CodeField(help_text=_("The six digits that the app shows now."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_code(self) -> str:
        _count(self.user)
        return super().clean_code()


class ReadsPasskeys:
    """Takes whatever can't be read of a passkey's answer for a wrong one."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyForm(ReadsPasskeys, AuthenticateWebAuthnForm):
    """The passkey that is asked after the password."""


class PasskeyAgainForm(ReadsPasskeys, ReauthenticateWebAuthnForm):
    """The passkey that is asked of somebody who is logged in."""


class PasskeyLogInForm(ReadsPasskeys, LoginWebAuthnForm):
    """The passkey that stands for name, password and second factor."""


class NewPasskeyForm(AddWebAuthnForm):
    """A new passkey and its name."""

    name = LineField(
        label=_("Name"),
        required=False,
        max_length=60,
        help_text=_("So that you recognise it, for example: work laptop."),
    )
    passwordless = forms.BooleanField(
        label=_("Log in with this passkey alone, without name and password"),
        required=False,
        initial=True,
        help_text=_("It then asks for your PIN, fingerprint or face. Simple security keys can't; take the tick away."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.initial["name"] = ""

    def clean(self) -> dict:
        try:
            return super().clean()
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error
