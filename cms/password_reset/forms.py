"""What somebody types who has forgotten a password."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField
from cms.forms.public_form import PublicForm

from ..models.user import User

LONGEST_ADDRESS = 254
LONGEST_PASSWORD = 1000
TOO_LONG = _("This text is too long. Use at most %(limit_value)d characters.")


class PasswordField(forms.CharField):
    """A password, which is never shown again."""

    def __init__(self, autocomplete: str, **kwargs) -> None:
        kwargs["widget"] = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, **kwargs)
        self.error_messages["max_length"] = TOO_LONG


class ForgottenForm(PublicForm):
    """The address to which the link goes."""

    email = AddressField(
        label=_("Email address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address that stands in your account."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your email address."), "max_length": TOO_LONG},
    )


class NewPasswordForm(PublicForm):
    """The new password, twice, because nobody sees what they type."""

    password = PasswordField(
        "new-password", label=_("New password"), error_messages={"required": _("Enter a new password.")}
    )
    repeated = PasswordField(
        "new-password",
        label=_("Repeat the new password"),
        error_messages={"required": _("Enter the new password again.")},
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"password", "repeated"} <= cleaned.keys() and cleaned["password"] != cleaned["repeated"]:
            self.add_error("repeated", ValidationError(_("The passwords do not match."), code="different"))
        return cleaned
