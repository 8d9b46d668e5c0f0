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
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address to which your invitation went. If you have a user name, you can use that, too."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Enter your e-mail address."), "max_length": TOO_LONG},
    )
    password = PasswordField(
        "current-password", label=_("Password"), error_messages={"required": _("Enter your password.")}
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class ForgottenForm(PublicForm):
    """The address to which the link goes."""

    email = AddressField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("The address to which your invitation went."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address."), "max_length": TOO_LONG},
    )
