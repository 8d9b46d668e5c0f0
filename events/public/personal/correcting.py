"""The form with which a person corrects what we know; the address stays, because it is proven by its mails."""

from dataclasses import replace

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.forms.public_form import PublicForm
from cms.ground.see_other import see_other
from cms.ground.signed_links import BadLink
from cms.languages.core.public_languages import describe, public_languages
from cms.throttle import too_many, too_often

from ...models.signup import Signup
from ...questions.access_needs import LanguageSelect
from ...questions.person import add_person_fields, check_person, initial_person, person_from
from ...questions.questions import FormInLanguage, form_in_language
from ...signups import Needs, Person, Reason, Refused, correct
from ...signups.secret_links import Purpose, personal_path, read_token
from ..answers import (
    Surroundings,
    busy,
    message,
    refused_step,
    step,
    surroundings,
    unknown_link,
    unreadable,
)
from .limits import asked_to_wait, seconds_to_wait_behind_links
from .page import may_correct
from .stored_data import need_of


class CorrectionForm(PublicForm):
    """The questions of the sign-up with what is stored, without address and consent; the mails' language at the end."""

    def __init__(self, signup: Signup, data: QueryDict | None = None) -> None:
        self.signup = signup
        self.texts: FormInLanguage | None = form_in_language(signup.event.signup_form_id, translation.get_language())
        super().__init__(data, initial={**initial_person(signup, self.texts), "language": signup.language})
        add_person_fields(self, signup.event, self.texts, asks_email=False)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of our e-mails"),
            choices=_languages(signup.language),
            widget=LanguageSelect,
            error_messages={"invalid_choice": _("Choose a language from the list.")},
        )
        for field in self.fields.values():
            vars(field).setdefault("lang", "")

    def clean(self) -> dict:
        cleaned = super().clean()
        check_person(self)
        return cleaned

    def person(self) -> Person:
        """Return what was typed. What this form no longer asks stays as it is stored."""
        values = self.cleaned_data
        person = person_from(values, self.texts, values["language"], email=self.signup.email)
        asked = {question.id for question in self.texts.questions} if self.texts else set()
        answers = {key: answer for key, answer in self.signup.answers.items() if key not in asked}
        labels = {key: label for key, label in self.signup.labels.items() if key not in asked}
        return replace(
            person,
            answers={**answers, **person.answers},
            labels={**labels, **person.labels},
            needs=person.needs if self.signup.event.asks_needs else _stored_needs(self.signup),
        )


@nobodys("GET", "POST")
def correct_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is stored in a form; change it."""
    wait = seconds_to_wait_behind_links(request)
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return asked_to_wait(request, wait) if wait else unknown_link(request)
    around = surroundings(signup.event)
    own_page = step(gettext("To your sign-up"), personal_path(signup))
    if request.method == "POST":
        return _post(request, around, signup, own_page, wait)
    if not may_correct(signup):
        text = gettext("The sign-up has ended, or the event is over.")
        return message(request, gettext("Your details can't be changed any more"), text, [own_page], around=around)
    return _page(request, around, CorrectionForm(signup))


def _post(request: HttpRequest, around: Surroundings, signup: Signup, own_page: dict, wait: int) -> HttpResponse:
    try:
        form = CorrectionForm(signup, readable_post(request))
    except PostRefused as refused:
        return unreadable(request, refused)
    if wait:
        form.add_error(None, too_often(wait))
        return too_many(_page(request, around, form), wait)
    if not form.is_valid():
        return _page(request, around, form)
    try:
        correct(signup.public_id, form.person())
    except Refused as refused:
        if refused.reason != Reason.BUSY:
            return refused_step(request, refused, around, [own_page])
        form.add_error(None, refused.reason.label)
        return busy(_page(request, around, form))
    return see_other(f"{personal_path(signup)}?saved=1")


def _page(request: HttpRequest, around: Surroundings, form: CorrectionForm) -> HttpResponse:
    context = {
        **around.context,
        "form": form,
        "email": form.signup.email,
        "back_url": personal_path(form.signup),
        "crumb_title": gettext("Correct your details"),
    }
    return render(request, "events/signup_correct.html", context)


def _languages(stored: str) -> list[tuple[str, str]]:
    """The languages that are public, and the stored one, which may have been closed since."""
    choices = [(language.code, language.name) for language in public_languages()]
    return choices if stored in dict(choices) else [*choices, (stored, describe(stored).name)]


def _stored_needs(signup: Signup) -> Needs | None:
    need = need_of(signup)
    return Needs(tuple(need.kinds), need.interpreter_language, need.note) if need else None
