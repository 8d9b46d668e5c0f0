"""How often each file was fetched, for the city council: by language and day, without a trace of people."""

import django_filters
from django.db.models import QuerySet, Sum
from django.http import FileResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from cms.languages.core.public_languages import describe
from cms.texts import spreadsheet

from ..models.count import DownloadCount
from ..models.publication import Publication

ROWS_AT_ONCE = 500


class DownloadsFilterSet(WagtailFilterSet):
    since = django_filters.DateFilter("day", lookup_expr="gte", label=_("From"), widget=AdminDateInput)
    until = django_filters.DateFilter("day", lookup_expr="lte", label=_("Until"), widget=AdminDateInput)

    class Meta:
        model = DownloadCount
        fields = ["publication", "since", "until"]


def _language(count: DownloadCount) -> str:
    return describe(count.language).name


class DownloadsReport(ReportView):
    """One line for each file and day; the sum of what is filtered stands above."""

    page_title = _("Downloads")
    header_icon = "download"
    index_url_name = "downloads_report"
    index_results_url_name = "downloads_report_results"
    filterset_class = DownloadsFilterSet
    permission_policy = ModelPermissionPolicy(Publication)
    any_permission_required = ["change", "view"]
    columns = [
        Column("publication", label=_("publication")),
        Column("language", label=_("language"), accessor=_language),
        Column("day", label=_("day")),
        Column("number", label=_("downloads")),
    ]
    list_export = ["publication", "language", "day", "number"]

    def get_queryset(self) -> QuerySet[DownloadCount]:
        return DownloadCount.objects.select_related("publication").order_by("-day", "publication__name", "language")

    def get_page_subtitle(self) -> str:
        total = self.object_list.aggregate(total=Sum("number"))["total"] or 0
        return gettext("%(number)d in all") % {"number": total}

    def as_spreadsheet(self, queryset, spreadsheet_format: str) -> FileResponse:
        """Return the table as a file in which nothing that somebody typed becomes a formula."""
        headings = [str(column.label) for column in self.columns]
        counts = self.get_filtered_queryset().iterator(ROWS_AT_ONCE)
        rows = ([str(row.publication), _language(row), row.day, row.number] for row in counts)
        ending = "csv" if spreadsheet_format == "csv" else "xlsx"
        file = spreadsheet.table_file(ending, gettext("Downloads"), headings, rows)
        disposition = f'attachment; filename="downloads.{ending}"'
        content_type = spreadsheet.CONTENT_TYPES[ending]
        return FileResponse(file, content_type=content_type, headers={"Content-Disposition": disposition})
