from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from downloads.blocks import StoryWithDownloadsBlock


class BarrierReportBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("report a barrier")
        admin_text = _("Leads to the form with which people report a barrier.")
        template = "home/blocks/barrier_report.html"


class HomeStoryBlock(StoryWithDownloadsBlock):
    barrier_report = BarrierReportBlock()
