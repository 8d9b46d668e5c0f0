"""Where the report of downloads stands in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .report import DownloadsReport


class ReportMenuItem(MenuItem):
    """Shown to those who may open the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = DownloadsReport.permission_policy
        return policy.user_has_any_permission(request.user, DownloadsReport.any_permission_required)


def report_menu_item() -> MenuItem:
    return ReportMenuItem(
        _("Downloads"), reverse("downloads_report"), name="downloads", icon_name="download", order=600
    )


def report_urls() -> list[URLPattern]:
    return [
        path("reports/downloads/", DownloadsReport.as_view(), name="downloads_report"),
        path("reports/downloads/results/", DownloadsReport.as_view(results_only=True), name="downloads_report_results"),
    ]
