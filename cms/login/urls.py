"""The addresses of the login: those of allauth that we use, under the names by which it finds them."""

from allauth.account.views import account_inactive, logout
from django.urls import path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .pages import for_staff
from .views import LogInView

urlpatterns = decorate_urlpatterns(
    [
        path("login/", LogInView.as_view(), name="account_login"),
        path("logout/", logout, name="account_logout"),
        path("inactive/", account_inactive, name="account_inactive"),
    ],
    for_staff,
)
