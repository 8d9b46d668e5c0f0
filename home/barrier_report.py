"""The form with which people report a barrier, reached from every page; the report goes out as a mail."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.forms.fields import AddressField, LineField, TextField
from cms.forms.origin import PostRefused, readable_post
from cms.forms.public_form import PublicForm
from cms.ground.see_other import see_other
from cms.mail.outbox import queue
from cms.throttle import seconds_to_wait, too_many

from .mails import BARRIER_REPORT

TOO_LONG = _("This text is too long. Use at most %(limit_value)d characters.")


class BarrierReportForm(PublicForm):
    """Where the barrier is, what it is, and where an answer goes."""

    page = LineField(
        label=_("Which page is it about?"),
        help_text=_("The address of the page or its title."),
        max_length=500,
        error_messages={"required": _("Tell us which page it is about."), "max_length": TOO_LONG},
    )
    barrier = TextField(
        label=_("What does not work?"),
        help_text=_("What did you want to do, and what stopped you?"),
        max_length=5000,
        error_messages={"required": _("Tell us in a few words what does not work."), "max_length": TOO_LONG},
    )
    email = AddressField(
        label=_("Email address"),
        required=False,
        max_length=254,
        help_text=_("Only if you would like a reply."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"max_length": TOO_LONG},
    )


# Nobody is logged in here; cms.forms.public_form refuses what other sites send.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_report(request: HttpRequest) -> HttpResponse:
    """Show the form; a complete report is queued as a mail and answered with a redirect."""
    if request.method != "POST":
        return _form_page(request, BarrierReportForm(initial={"page": _page_the_reader_came_from(request)}))
    try:
        form = BarrierReportForm(readable_post(request))
    except PostRefused as refused:
        return _form_page(request, BarrierReportForm(), refusal=refused.message, status=refused.status)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    if wait := seconds_to_wait("barrier_report", request, settings.REPORTS_PER_NETWORK_AND_HOUR):
        refusal = gettext(
            "We are receiving a very large number of reports from your network. Please try again later, or write to us."
        )
        return too_many(_form_page(request, form, refusal=refusal), wait)
    queue(BARRIER_REPORT, settings.LANGUAGE_CODE, _payload(form.cleaned_data))
    return see_other(reverse("barrier_report_sent"))


@never_cache
@require_safe
def barrier_report_sent(request: HttpRequest) -> HttpResponse:
    """Say that the report has arrived."""
    return render(request, "home/barrier_report_sent.html", {"crumb_title": gettext("Thank you")})


def _form_page(request: HttpRequest, form: BarrierReportForm, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "crumb_title": gettext("Report a barrier")}
    return render(request, "home/barrier_report.html", context, status=status)


def _payload(values: dict) -> dict:
    return {"language": get_language(), **{name: values[name] for name in ("page", "barrier", "email")}}


def _page_the_reader_came_from(request: HttpRequest) -> str:
    # Only an address of our own: the browser sends no other, but it may.
    referrer = request.headers.get("Referer", "")
    try:
        is_ours = urlsplit(referrer).netloc == request.get_host()
    except ValueError:
        return ""
    return referrer if is_ours and len(referrer) <= 500 else ""
