"""The visitor's way through a sign-up, facts and calendars; below each language's prefix, before the pages."""

from django.urls import path

from .public import calendars, check_mailbox, event_facts, signing_up
from .public.personal import correcting, data_export, one_button_pages, one_form_pages, page

app_name = "events"

urlpatterns = [
    path("signup/<slug:public_id>/", signing_up.signup, name="signup"),
    path("signup/<slug:public_id>/mailbox/", check_mailbox.mailbox, name="mailbox"),
    path("signup/<slug:public_id>/link/", one_form_pages.link_again, name="send_link"),
    path("signup/<slug:public_id>/link/sent/", one_form_pages.link_sent, name="link_sent"),
    path("signup/<slug:public_id>/cancel-by-code/", one_form_pages.cancel_by_code, name="cancel_by_code"),
    path("signup/<slug:public_id>/cancelled/", one_form_pages.cancelled, name="cancelled"),
    path("my-signup/<str:token>/another/", signing_up.another, name="another"),
    path("my-signup/erased/", one_button_pages.erased, name="erased"),
    path("my-signup/<str:token>/", page.personal, name="personal"),
    path("my-signup/<str:token>/confirm/", one_button_pages.confirm_signup, name="confirm"),
    path("my-signup/<str:token>/cancel/", one_button_pages.cancel_signup, name="cancel"),
    path("my-signup/<str:token>/accept/", one_button_pages.accept_seat, name="accept"),
    path("my-signup/<str:token>/correct/", correcting.correct_signup, name="correct"),
    path("my-signup/<str:token>/erase/", one_button_pages.erase_signup, name="erase"),
    path("my-signup/<str:token>/data.json", data_export.download, name="download"),
    path("my-signup/<str:token>/event.ics", data_export.calendar, name="personal_calendar"),
    path("calendar.ics", calendars.feed, name="calendar"),
    path("event/<slug:public_id>/", event_facts.facts, name="facts"),
    path("event/<slug:public_id>.ics", calendars.one_event, name="event_calendar"),
]
