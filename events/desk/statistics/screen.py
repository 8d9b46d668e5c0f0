from django.utils.translation import gettext_lazy as _

from ..screens.event_screen import EventScreen
from ..screens.permissions import AT_THE_DESK
from .chart import chart_of
from .numbers import FEWEST_OF_A_LANGUAGE, statistics_of


class StatisticsScreen(EventScreen):
    """An event's sign-ups in numbers, as a picture and as tables, for whoever sees the numbers of its desk."""

    one_of = AT_THE_DESK
    page_title = _("Statistics")
    header_icon = "history"
    template_name = "events/admin/statistics.html"

    def get_context_data(self, **kwargs) -> dict:
        statistics = statistics_of(self.event)
        return super().get_context_data(
            statistics=statistics, chart=chart_of(statistics.by_time), fewest=FEWEST_OF_A_LANGUAGE, **kwargs
        )
