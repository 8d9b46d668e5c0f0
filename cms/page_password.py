"""The password with which a page is shared, asked for on a page of ours.

Wagtail's own view sets a cookie on everybody who looks at the form, takes guesses without end, and tells the title of
any page whose number stands in the address.
"""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import Page, PageViewRestriction

from .forms.origin import PostRefused, readable_post
from .ground.local_path import local_path
from .ground.see_other import see_other
from .throttle import guesses, network_of, too_many, too_often

PER_NETWORK = "page_password.network"
PER_PAGE = "page_password.page"
HOME = "/"


class PagePasswordForm(PasswordViewRestrictionForm):
    """The shared password, and the address to which the reader wanted."""

    password = forms.CharField(
        label=_("Password"),
        max_length=255,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the password for this page."),
            "max_length": _("This text is too long. Use at most %(limit_value)d characters."),
        },
    )
    return_url = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        try:
            return super().clean_password()
        except forms.ValidationError as error:
            raise forms.ValidationError(_("This is not the password for this page. Please check it.")) from error


def ask(request: HttpRequest, restriction: PageViewRestriction, page: Page) -> HttpResponse:
    """Ask for the password instead of showing the page, of which nothing is told."""
    form = PagePasswordForm(instance=restriction, initial={"return_url": request.get_full_path()})
    return _form_page(request, form, page)


# No cookie before the password was right; cms.forms.public_form refuses what other sites send.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Open the page to whoever has the password; each guess counts for the network, and for the page."""
    restriction, page = _restricted(page_view_restriction_id, page_id)
    if request.method != "POST":
        return _form_page(request, PagePasswordForm(instance=restriction, initial={"return_url": page.url}), page)
    try:
        form = PagePasswordForm(readable_post(request), instance=restriction)
    except PostRefused as refused:
        return _form_page(
            request, PagePasswordForm(instance=restriction), page, refusal=refused.message, status=refused.status
        )
    if wait := _seconds_to_wait(request, restriction):
        # Whether the password would have been right, nobody is told.
        form = PagePasswordForm(instance=restriction, initial={"return_url": request.POST.get("return_url", "")})
        return too_many(_form_page(request, form, page, refusal=too_often(wait)), wait)
    if not form.is_valid():
        return _form_page(request, form, page, status=400)
    _was_no_guess(request, restriction)
    restriction.mark_as_passed(request)
    return see_other(local_path(form.cleaned_data["return_url"]) or page.url or HOME)


def _restricted(restriction_id: int, page_id: int) -> tuple[PageViewRestriction, Page]:
    shared = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.PASSWORD).select_related("page")
    restriction = get_object_or_404(shared, pk=restriction_id)
    page = get_object_or_404(Page.objects.live(), pk=page_id)
    if not page.path.startswith(restriction.page.path):
        raise Http404("This password belongs to another page.")
    return restriction, page


def _seconds_to_wait(request: HttpRequest, restriction: PageViewRestriction) -> int:
    network = network_of(request)
    key, limit = f"{restriction.pk} {network}", settings.PAGE_PASSWORDS_PER_NETWORK_AND_HOUR
    wait = guesses.seconds_to_wait_for(PER_NETWORK, key, limit) if network else 0
    # Strangers from one network don't use up the guesses of all.
    return wait or guesses.seconds_to_wait_for(PER_PAGE, str(restriction.pk), settings.PAGE_PASSWORDS_PER_PAGE_AND_HOUR)


def _was_no_guess(request: HttpRequest, restriction: PageViewRestriction) -> None:
    if network := network_of(request):
        guesses.take_back(PER_NETWORK, f"{restriction.pk} {network}", settings.PAGE_PASSWORDS_PER_NETWORK_AND_HOUR)
    guesses.take_back(PER_PAGE, str(restriction.pk), settings.PAGE_PASSWORDS_PER_PAGE_AND_HOUR)


def _form_page(
    request: HttpRequest, form: PagePasswordForm, page: Page, refusal: str = "", status: int = 200
) -> HttpResponse:
    action_url = reverse("wagtailcore_authenticate_with_password", args=[form.restriction.pk, page.pk])
    context = {
        "form": form,
        "action_url": action_url,
        "refusal": refusal,
        "crumb_title": gettext("This page needs a password"),
    }
    return render(request, "page_password.html", context, status=status)
