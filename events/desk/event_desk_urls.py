"""Where the screens about one event's sign-ups stand in the admin, and their entries in its menu."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from .event_desk import EventDeskScreen, EventDesksScreen
from .making.copy_screen import CopyEventScreen
from .making.new_event import NewEventScreen
from .needs.needs import EventNeedCountsScreen, NeedCountsScreen, NeedDetailsScreen
from .on_the_day.attendance import AttendanceScreen
from .on_the_day.check_in import CheckInScreen
from .on_the_day.check_in_by_reference import CheckInByReference
from .records.export import ExportScreen
from .screens.screen import ScreenViewSet
from .statistics.screen import StatisticsScreen


def event_desk_urls() -> list[URLPattern]:
    """Return the addresses (hook ``register_admin_urls``)."""
    return [
        path("events/new/", NewEventScreen.as_view(), name="new_event"),
        path("events/<int:pk>/next-year/", CopyEventScreen.as_view(), name="copy_event"),
        path("event-desk/", EventDesksScreen.as_view(), name="event_desks"),
        path("event-desk/needs/", NeedCountsScreen.as_view(), name="need_counts"),
        path("event-desk/check-in/<slug:reference>/", CheckInByReference.as_view(), name="check_in_by_reference"),
        path("event-desk/<int:pk>/", EventDeskScreen.as_view(), name="event_desk"),
        path("event-desk/<int:pk>/export/", ExportScreen.as_view(), name="signup_export"),
        path("event-desk/<int:pk>/statistics/", StatisticsScreen.as_view(), name="event_statistics"),
        path("event-desk/<int:pk>/attendance/", AttendanceScreen.as_view(), name="attendance_list"),
        path("event-desk/<int:pk>/check-in/", CheckInScreen.as_view(), name="check_in"),
        path(
            "event-desk/<int:pk>/check-in/results/",
            CheckInScreen.as_view(results_only=True),
            name="check_in_results",
        ),
        path("event-desk/<int:pk>/needs/", EventNeedCountsScreen.as_view(), name="event_need_counts"),
        path("event-desk/<int:pk>/needs/details/", NeedDetailsScreen.as_view(), name="need_details"),
    ]


class EventDeskMenuEntry(ScreenViewSet):
    """An entry of the group "Events"; its addresses are those above."""

    name = "event_desk_menu"
    screen = EventDesksScreen
    menu_label = _("Sign-up desk")
    menu_name = "event-desk"
    menu_icon = "calendar-check"
    address = "event_desks"

    @property
    def menu_url(self) -> str:
        return reverse(self.address)


class NeedCountsMenuEntry(EventDeskMenuEntry):
    name = "need_counts_menu"
    screen = NeedCountsScreen
    menu_label = _("Access needs")
    menu_name = "access-needs"
    menu_icon = "group"
    address = "need_counts"
