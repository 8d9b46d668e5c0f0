"""The form in which a person signs up for an event."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.public_posts import AddressField, LineField, PublicForm

from .addresses import normalise_address
from .models.form import SignupForm
from .questions import TOO_LONG, FormInLanguage, answer_of, field_for, form_in_language, german_labels
from .signups import Person

LONGEST_ADDRESS = 254


def _line(label, token: str, required_message=None, *, length: int) -> LineField:
    messages = {"max_length": TOO_LONG}
    if required_message:
        messages["required"] = required_message
    return LineField(
        label=label,
        max_length=length,
        required=bool(required_message),
        widget=forms.TextInput(attrs={"autocomplete": token}),
        error_messages=messages,
    )


class SignupEntryForm(PublicForm):
    """Name, address and organisation, the form's own questions, and the consent, in one language."""

    given_name = _line(_("First name"), "given-name", _("Enter your first name."), length=100)
    family_name = _line(_("Last name"), "family-name", _("Enter your last name."), length=100)
    email = AddressField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("We send you an e-mail with a link. You confirm your sign-up there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your e-mail address."),
            "max_length": TOO_LONG,
        },
    )
    organisation = _line(_("Organisation"), "organization", length=200)

    def __init__(self, data: QueryDict | None = None, *, form: FormInLanguage, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.form = form
        for question in form.questions:
            self.fields[question.field_name] = field_for(question)
        self.fields["consent"] = forms.BooleanField(
            label=form.consent,
            error_messages={"required": _("We need your consent. Without it we can't take your sign-up.")},
        )
        for field in self.fields.values():
            field.lang = getattr(field, "lang", "")

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if len(normalise_address(email)) > LONGEST_ADDRESS:
            raise forms.ValidationError(self.fields["email"].error_messages["invalid"], code="invalid")
        return email

    def person(self, language: str) -> Person:
        """Return what was typed, checked, for the domain."""
        values = self.cleaned_data
        answers = {
            question.id: answer
            for question in self.form.questions
            if (answer := answer_of(question, values.get(question.field_name))) is not None
        }
        return Person(
            given_name=values["given_name"],
            family_name=values["family_name"],
            email=values["email"],
            organisation=values["organisation"],
            language=language,
            answers=answers,
            labels=german_labels(self.form.questions),
            consent_text=self.form.consent,
        )


def entry_form(form: SignupForm | None, language: str, data: QueryDict | None = None) -> SignupEntryForm | None:
    """Return the form in a language, filled with ``data``; None when it is closed in that language."""
    texts = form_in_language(form, language)
    if texts is None or not texts.consent:
        return None
    return SignupEntryForm(data, form=texts)
