"""The visitor's way through a sign-up, and calendars; below each language's prefix, before the pages."""

from django.urls import path

from . import calendar_views, personal_views, views

app_name = "events"

urlpatterns = [
    path("signup/<slug:public_id>/", views.signup, name="signup"),
    path("signup/<slug:public_id>/mailbox/", views.mailbox, name="mailbox"),
    path("my-signup/<str:token>/", personal_views.personal, name="personal"),
    path("my-signup/<str:token>/confirm/", personal_views.confirm_signup, name="confirm"),
    path("my-signup/<str:token>/cancel/", personal_views.cancel_signup, name="cancel"),
    path("my-signup/<str:token>/accept/", personal_views.accept_seat, name="accept"),
    path("calendar.ics", calendar_views.feed, name="calendar"),
    path("event/<slug:public_id>.ics", calendar_views.one_event, name="event_calendar"),
]
