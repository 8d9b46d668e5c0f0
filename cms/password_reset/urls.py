"""The addresses of the reset: Wagtail's, with its names, so that its login's link and old mails lead here."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.forgotten, name="wagtailadmin_password_reset"),
    path("done/", views.done, name="wagtailadmin_password_reset_done"),
    path("confirm/<uidb64>/<token>/", views.confirm, name="wagtailadmin_password_reset_confirm"),
    path("complete/", views.complete, name="wagtailadmin_password_reset_complete"),
]
