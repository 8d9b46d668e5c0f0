from wagtail import hooks
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.snippets.models import register_snippet

from cms.to_dos.registry import add_source

from .admin.dashboard import add_panel
from .admin.deleting import refuse_to_delete_what_is_public
from .admin.draft_file_view import draft_file_urls
from .admin.menu import DownloadsGroup
from .admin.report_menu import report_menu_item, report_urls
from .admin.to_dos import releases
from .admin.working_groups import remove_members_first
from .audit import register_actions

register_snippet(DownloadsGroup)
hooks.register("register_log_actions", register_actions)
hooks.register("construct_homepage_panels", add_panel)
add_source(releases)
hooks.register("register_reports_menu_item", report_menu_item)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_admin_urls", draft_file_urls)
hooks.register("before_delete_snippet", refuse_to_delete_what_is_public)
# After all others: one of them may stop the deletion.
hooks.register("before_delete_snippet", remove_members_first, order=1000)


@hooks.register("construct_main_menu")
def hide_loose_documents(request, menu_items: list) -> None:
    """Editors upload inside a publication, where each file has a language, a release and an audience."""
    menu_items[:] = [item for item in menu_items if item.name != "documents"]


@hooks.register("construct_homepage_summary_items")
def hide_number_of_loose_documents(request, summary_items: list) -> None:
    """As above, on the first page of the admin."""
    summary_items[:] = [item for item in summary_items if not isinstance(item, DocumentsSummaryItem)]
