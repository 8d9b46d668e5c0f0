from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from downloads.pages.blocks import StoryWithDownloadsBlock
from events.pages.retention_periods import event_periods, general_periods


class BarrierReportBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("report a barrier")
        description = _("Leads to the form with which people report a barrier.")
        admin_text = _("Leads to the form with which people report a barrier.")
        template = "home/blocks/barrier_report.html"


class RetentionPeriodsBlock(blocks.StaticBlock):
    """Has no text of its own, so it is in every language what the events say now."""

    class Meta:
        icon = "history"
        label = _("retention periods")
        description = _("Lists how long sign-ups are kept, event by event. The dates come from the events themselves.")
        admin_text = _("Lists how long sign-ups are kept, event by event. The dates come from the events themselves.")
        template = "home/blocks/retention_periods.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["events"] = event_periods()
        context["general"] = general_periods()
        return context


class HomeStoryBlock(StoryWithDownloadsBlock):
    barrier_report = BarrierReportBlock()
    retention_periods = RetentionPeriodsBlock()
