"""What members of working groups see: their drafts, and before that the log-in.

Whoever is no member learns nothing here: neither which groups and drafts there are, nor which addresses are known.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from cms.forms.nobodys_answers import nobodys
from cms.forms.origin import PostRefused, readable_post
from cms.ground.list_parts import PART
from cms.ground.local_path import local_path
from cms.ground.see_other import see_other
from cms.throttle import log_ins, too_many, too_often

from . import session
from .drafts import drafts_of
from .forms import LogInForm
from .staff import for_staff_page, is_staff


@nobodys("GET")
def working_groups(request: HttpRequest) -> HttpResponse:
    """Show a member the drafts of their working groups, and everybody else the log-in."""
    if not request.user.is_authenticated:
        return _log_in_page(request, LogInForm(), is_logged_out=request.GET.get("logged-out") == "1")
    groups, part = drafts_of(request.user, request.GET.get(PART))
    context = {"groups": groups, "part": part, "crumb_title": gettext("Working groups")}
    return render(request, "downloads/members/working_groups.html", context)


@nobodys("GET", "POST")
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in and go on to the drafts, or to the restricted page that asked for it."""
    if request.method != "POST":
        return _log_in_page(request, LogInForm(initial={"next": request.GET.get("next", "")}))
    try:
        form = LogInForm(readable_post(request))
    except PostRefused as refused:
        return _log_in_page(request, LogInForm(), refusal=refused.message, status=refused.status)
    if not form.is_valid():
        return _log_in_page(request, form, status=400)
    typed = form.cleaned_data["login"]
    if wait := log_ins.seconds_to_wait(request, typed):
        form.add_error(None, too_often(wait))
        return too_many(_log_in_page(request, form), wait)
    user = session.check_password(request, typed, form.cleaned_data["password"])
    if user is None:
        form.add_error(None, gettext("That did not work. Please check the address and the password."))
        return _log_in_page(request, form, status=400)
    log_ins.succeeded(request, typed)
    target = local_path(form.cleaned_data["next"]) or reverse("members:working_groups")
    if is_staff(user):
        return for_staff_page(request, target)
    session.begin(request, user)
    return see_other(target)


@nobodys("POST")
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    try:
        readable_post(request)
    except PostRefused as refused:
        return _log_in_page(request, LogInForm(), refusal=refused.message, status=refused.status)
    session.end(request)
    return see_other(f"{reverse('members:working_groups')}?logged-out=1")


def _log_in_page(
    request: HttpRequest, form: LogInForm, *, refusal: str = "", is_logged_out: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "is_logged_out": is_logged_out,
        "crumb_title": gettext("Working groups: log in"),
    }
    return render(request, "downloads/members/log_in.html", context, status=status)
