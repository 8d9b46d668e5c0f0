"""Where the QR code of somebody's sheet leads: to the person in the check-in of their event. It ticks nobody off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from wagtail.admin import messages

from cms.ground.private_search import KEY, keep_words
from cms.ground.screen import Guarded

from ...models.signup import Signup
from ...signups.search_key import has_reference
from ..screens.permissions import CHECK_IN

LENGTH = 8


class CheckInByReference(Guarded):
    """Answers a scan; only the button on the page it leads to changes anything."""

    required = (CHECK_IN,)
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        reference = kwargs["reference"].lower()
        found = Signup.objects.filter(has_reference(reference, shortest=LENGTH), anonymised_at__isnull=True)
        # Two sign-ups hardly ever share a reference; then it is the event that comes, or was, last.
        signup = found.order_by("-event__starts_at", "pk").first()
        if signup is None:
            messages.error(request, gettext("Nobody is found with this code. Perhaps the sign-up was erased."))
            return redirect("event_desks")
        key = keep_words(request, reference)
        return redirect(f"{reverse('check_in', args=[signup.event_id])}?{urlencode({KEY: key})}")
