"""The form with which a person corrects what we know; the address stays, because it is proven by its mails."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.forms.public_form import PublicForm
from cms.ground.as_read import TellsOfChanges
from cms.ground.see_other import see_other
from cms.ground.signed_links import BadLink
from cms.throttle import too_many, too_often

from ...models.signup import Signup
from ...questions.companions import asked_of
from ...questions.entry_form import SignupEntryForm
from ...questions.questions import form_in_language
from ...signups import Reason, Refused, correct
from ...signups.option_places import full_options
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


class CorrectionForm(TellsOfChanges, SignupEntryForm, PublicForm):
    """The questions of the sign-up with what is stored, without address and consent; the mails' language at the end."""

    changed_meanwhile = _(
        "Your details were changed while you wrote, by us or in another window. What you typed is still here. Please "
        "check it and save it again."
    )

    def overwrites(self) -> bool:
        return True


@nobodys("GET", "POST")
def correct_signup(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is stored in a form; change it."""
    wait = seconds_to_wait_behind_links(request)
    try:
        signup = read_token(token, Purpose.PERSONAL)
    except BadLink:
        return asked_to_wait(request, wait) if wait else unknown_link(request)
    around = surroundings(request, signup.event)
    own_page = step(gettext("Go to your sign-up"), personal_path(signup))
    if request.method == "POST":
        return _post(request, around, signup, own_page, wait)
    if not may_correct(signup):
        text = gettext("The sign-up is no longer valid, or the event is over.")
        return message(request, gettext("Your details can no longer be changed"), text, [own_page], around=around)
    return _page(request, around, signup, _form(signup))


def _post(request: HttpRequest, around: Surroundings, signup: Signup, own_page: dict, wait: int) -> HttpResponse:
    try:
        data = readable_post(request)
    except PostRefused as refused:
        return unreadable(request, refused)
    form = _form(signup, data)
    if wait:
        form.add_error(None, too_often(wait))
        return too_many(_page(request, around, signup, form), wait)
    if not form.is_valid():
        return _page(request, around, signup, form)
    try:
        correct(signup.public_id, form.person())
    except Refused as refused:
        if refused.reason == Reason.OPTION_FULL:
            form = _form(signup, data)
            form.show_full(refused)
            return _page(request, around, signup, form)
        if refused.reason != Reason.BUSY:
            return refused_step(request, refused, around, [own_page])
        form.add_error(None, refused.reason.label)
        return busy(_page(request, around, signup, form))
    return see_other(f"{personal_path(signup)}?saved=1")


def _page(request: HttpRequest, around: Surroundings, signup: Signup, form: CorrectionForm) -> HttpResponse:
    context = {
        **around.context,
        "form": form,
        "email": signup.email,
        "back_url": personal_path(signup),
        "crumb_title": gettext("Change your details"),
    }
    return render(request, "events/signup_correct.html", context)


def _form(signup: Signup, data: QueryDict | None = None) -> CorrectionForm:
    texts = asked_of(signup, form_in_language(signup.event.signup_form_id, translation.get_language()))
    full = full_options(signup.event, but=signup) if signup.holds_a_seat else frozenset()
    return CorrectionForm(signup.event, texts, data, signup=signup, full=full)
