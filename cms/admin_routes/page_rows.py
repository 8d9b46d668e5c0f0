"""Wagtail's screens for pages: the explorer, the editor and what hangs on it, choosers, reports."""

from .objects import PAGES, READABLE_PAGES
from .rights import BEGINNERS, LOCKERS, ON_PAGES, PUBLISHERS, WRITERS
from .rules import CLOSED, Rule
from .table import bulk_route


def _pages(*names: str) -> tuple[str, ...]:
    return tuple(f"wagtailadmin_pages:{name}" for name in names)


def _reports(*names: str) -> tuple[str, ...]:
    return tuple(f"wagtailadmin_reports:{name}{part}" for name in names for part in ("", "_results"))


RULES = [
    Rule(
        "explorer of pages",
        ("wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"),
        get=ON_PAGES,
    ),
    Rule("search of pages", _pages("search", "search_results", "type_use", "type_use_results"), get=ON_PAGES),
    Rule(
        "explorer in the menu", tuple(f"wagtailadmin_api:pages:{name}" for name in ("listing", "detail")), get=ON_PAGES
    ),
    Rule("new page", _pages("add_subpage"), get=BEGINNERS, objects=PAGES),
    Rule("new page: form", _pages("add", "preview_on_add"), get=BEGINNERS, post=BEGINNERS, objects=PAGES),
    Rule("new page: where", _pages("choose_parent"), get=BEGINNERS, post=BEGINNERS),
    Rule("page edit", _pages("edit", "preview_on_edit"), get=WRITERS, post=WRITERS, objects=PAGES),
    Rule("page, as it is written", _pages("view_draft", "revisions_view"), get=ON_PAGES, objects=PAGES),
    Rule(
        "page: what was done",
        _pages(
            "history",
            "history_results",
            "usage",
            "revisions_index",
            "revisions_compare",
            "workflow_history",
            "workflow_history_detail",
        ),
        get=ON_PAGES,
        objects=PAGES,
    ),
    Rule("page: back to an older state", _pages("revisions_revert"), get=WRITERS, post=WRITERS, objects=PAGES),
    Rule("page: never mind the date", _pages("revisions_unschedule"), get=PUBLISHERS, post=PUBLISHERS, objects=PAGES),
    Rule("page delete", _pages("delete"), get=WRITERS, post=WRITERS, objects=PAGES),
    Rule("page unpublish", _pages("unpublish"), get=PUBLISHERS, post=PUBLISHERS, objects=PAGES),
    Rule("page move", _pages("move", "move_confirm"), get=WRITERS, post=WRITERS, objects=PAGES),
    Rule("page: its place among others", _pages("set_page_position"), post=PUBLISHERS, objects=PAGES),
    Rule("page: who may read it", _pages("set_privacy"), get=PUBLISHERS, post=PUBLISHERS, objects=PAGES),
    # Pressed, never opened.
    Rule("page lock", _pages("lock", "unlock"), get=CLOSED, post=LOCKERS, objects=PAGES),
    Rule(
        "page workflow",
        _pages("workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation"),
        get=WRITERS,
        post=WRITERS,
        objects=PAGES,
    ),
    Rule("page workflow: preview", _pages("workflow_preview"), get=WRITERS, objects=PAGES),
    Rule(
        "pages in bulk: delete and move",
        tuple(bulk_route("wagtailcore", "page", action) for action in ("delete", "move")),
        get=WRITERS,
        post=WRITERS,
    ),
    Rule(
        "pages in bulk: publish and unpublish",
        tuple(bulk_route("wagtailcore", "page", action) for action in ("publish", "unpublish")),
        get=PUBLISHERS,
        post=PUBLISHERS,
    ),
    Rule(
        "page chooser",
        (
            "wagtailadmin_choose_page",
            "wagtailadmin_choose_page_child",
            "wagtailadmin_choose_page_search",
        ),
        get=ON_PAGES,
        objects=READABLE_PAGES,
    ),
    # No form chooses several pages at once, and the view tells every title.
    Rule("page chooser: several", ("wagtailadmin_choose_page_chosen_multiple",), CLOSED, CLOSED),
    Rule(
        "link in a text",
        tuple(f"wagtailadmin_choose_page_{kind}_link" for kind in ("external", "email", "phone", "anchor")),
        get=ON_PAGES,
        post=ON_PAGES,
    ),
    Rule("preview of a block", ("wagtailadmin_block_preview",), get=ON_PAGES),
    Rule("report on locked pages", _reports("locked_pages"), get=LOCKERS),
    Rule("report on pages", _reports("workflow", "workflow_tasks", "aging_pages", "page_types_usage"), get=ON_PAGES),
    # Names of all that was ever done, by everybody and on everything.
    Rule("report on all that was done", _reports("site_history"), get=ON_PAGES),
    # A copy is a second page of the same event; "copy for next year" is a road of its own. Pages that mirror others
    # show German under another language.
    Rule("page copies", _pages("copy", "convert_alias"), get=CLOSED, post=CLOSED),
    # The screens do all this, and ask.
    Rule("pages by the admin's API", ("wagtailadmin_api:pages:action", "wagtailadmin_api:pages:find"), CLOSED, CLOSED),
]
