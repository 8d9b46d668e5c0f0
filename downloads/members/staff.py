"""Staff at the members' door: here nobody asks for the second factor that they need, so they are sent to their own."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from cms.models import User

ADMIN = "wagtailadmin.access_admin"


def is_staff(user: User) -> bool:
    """Return whether an account opens the admin."""
    return user.has_perm(ADMIN)


def for_staff_page(request: HttpRequest, target: str) -> HttpResponse:
    """Lead to the log-in of staff, and from there on to ``target``."""
    context = {
        "log_in_url": f"{reverse('wagtailadmin_login')}?{urlencode({'next': target})}",
        "crumb_title": gettext("Please log in as staff"),
    }
    return render(request, "downloads/members/for_staff.html", context, status=403)
