"""What members type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.fields import AddressField, LineField
from cms.forms.public_form import PublicForm
from cms.password_reset.forms import PasswordField

LONGEST_ADDRESS = 254
TOO_LONG = _("This text is too long. Use at most %(limit_value)d characters.")


class LogInForm(PublicForm):
    """Address and password, and where the person wanted to go."""

    login = LineField(
        label=_("Email address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address your invitation was sent to. If you have a user name, you can use that instead."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Enter your email address."), "max_length": TOO_LONG},
    )
    password = PasswordField(
        "current-password", label=_("Password"), error_messages={"required": _("Enter your password.")}
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class ForgottenForm(PublicForm):
    """The address to which the link goes."""

    email = AddressField(
        label=_("Email address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address your invitation was sent to."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your email address."), "max_length": TOO_LONG},
    )
