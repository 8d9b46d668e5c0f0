"""Staff correct what they know about somebody, or the address to which mails go."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.ground.as_read import TellsOfChanges

from ...questions.companions import asked_of
from ...questions.entry_form import PersonAddressField, SignupEntryForm
from ...questions.questions import form_in_language
from ...signups import Reason, Refused, audit, change_address, correct
from ...signups.option_places import full_options
from ..screens.permissions import CHANGE, VIEW, VIEW_NEEDS
from ..screens.signup_screen import SignupScreen


class CorrectForm(TellsOfChanges, SignupEntryForm):
    """What is stored, to be corrected. Access needs stay as they are for staff who may not see them."""

    by_staff = True

    def overwrites(self) -> bool:
        return True


class AddressForm(TellsOfChanges, forms.Form):
    email = PersonAddressField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The mail that says how the sign-up stands goes there at once. Links in earlier mails end."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the e-mail address.")},
    )

    def overwrites(self) -> bool:
        return True


class CorrectionScreen(SignupScreen):
    """A form about one sign-up; ``save`` calls the domain and returns what to tell."""

    required = (VIEW, CHANGE)
    template_name = "events/admin/person_form.html"

    def form(self, data=None) -> forms.Form:
        raise NotImplementedError

    def save(self, form: forms.Form) -> str:
        raise NotImplementedError

    def refused(self, form: forms.Form, refused: Refused) -> forms.Form:
        """Return the form with what the domain says."""
        form.add_error("email" if "email" in form.fields else None, refused.sentence)
        return form

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", self.form())
        return super().get_context_data(button_label=gettext("Save"), numbers=None, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                told = self.save(form)
            except Refused as refused:
                form = self.refused(form, refused)
            else:
                audit.note("correct", self.signup, request.user)
                messages.success(request, told)
                return redirect(self.detail_url)
        messages.validation_error(request, gettext("The change could not be saved."), form)
        return self.render_to_response(self.get_context_data(form=form))


class CorrectScreen(CorrectionScreen):
    page_title = _("Correct the details")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.signup.event.asks_needs and request.user.has_perm(VIEW_NEEDS):
            audit.note("needs", self.signup, request.user)
        return super().get(request, *args, **kwargs)

    def form(self, data=None) -> CorrectForm:
        event = self.signup.event
        texts = asked_of(self.signup, form_in_language(event.signup_form_id, settings.LANGUAGE_CODE))
        may_see_needs = self.request.user.has_perm(VIEW_NEEDS)
        full = full_options(event, but=self.signup) if self.signup.holds_a_seat else frozenset()
        return CorrectForm(event, texts, data, signup=self.signup, may_ask_needs=may_see_needs, full=full)

    def refused(self, form: forms.Form, refused: Refused) -> forms.Form:
        if refused.reason != Reason.OPTION_FULL:
            return super().refused(form, refused)
        anew = self.form(form.data)
        anew.show_full(refused)
        return anew

    def save(self, form: CorrectForm) -> str:
        correct(self.signup.public_id, form.person(), user=self.request.user, seen=self.signup)
        return gettext("The details of the sign-up %(reference)s are corrected.") % {"reference": self.signup.reference}


class AddressScreen(CorrectionScreen):
    page_title = _("Change the e-mail address")

    def form(self, data=None) -> AddressForm:
        return AddressForm(data, initial={"email": self.signup.email}, label_suffix="")

    def save(self, form: AddressForm) -> str:
        change_address(self.signup.public_id, form.cleaned_data["email"], self.request.user, seen=self.signup)
        return gettext("The sign-up %(reference)s has a new address. A mail to it is on its way.") % {
            "reference": self.signup.reference
        }
