"""The visitor's way through a sign-up, and calendars; below each language's prefix, before the pages."""

from django.urls import path

from . import calendar_views, views
from .personal import buttons, code_cancel, correcting, download, link_again, page

app_name = "events"

urlpatterns = [
    path("signup/<slug:public_id>/", views.signup, name="signup"),
    path("signup/<slug:public_id>/mailbox/", views.mailbox, name="mailbox"),
    path("signup/<slug:public_id>/link/", link_again.link_again, name="send_link"),
    path("signup/<slug:public_id>/link/sent/", link_again.link_sent, name="link_sent"),
    path("signup/<slug:public_id>/cancel-by-code/", code_cancel.cancel_by_code, name="cancel_by_code"),
    path("signup/<slug:public_id>/cancelled/", code_cancel.cancelled, name="cancelled"),
    path("my-signup/erased/", buttons.erased, name="erased"),
    path("my-signup/<str:token>/", page.personal, name="personal"),
    path("my-signup/<str:token>/confirm/", buttons.confirm_signup, name="confirm"),
    path("my-signup/<str:token>/cancel/", buttons.cancel_signup, name="cancel"),
    path("my-signup/<str:token>/accept/", buttons.accept_seat, name="accept"),
    path("my-signup/<str:token>/correct/", correcting.correct_signup, name="correct"),
    path("my-signup/<str:token>/erase/", buttons.erase_signup, name="erase"),
    path("my-signup/<str:token>/data.json", download.download, name="download"),
    path("my-signup/<str:token>/event.ics", download.calendar, name="personal_calendar"),
    path("calendar.ics", calendar_views.feed, name="calendar"),
    path("event/<slug:public_id>.ics", calendar_views.one_event, name="event_calendar"),
]
