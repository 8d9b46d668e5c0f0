"""Who may open which screen of the publications and working groups: rows of ``cms.admin_routes``."""

from cms.admin_routes.rights import of_model
from cms.admin_routes.rules import Rule
from cms.admin_routes.snippet_rows import snippet_rows

PUBLICATION, GROUP = "downloads.publication", "downloads.workinggroup"
OF_GROUP = of_model(GROUP, "change")

RULES = [
    *snippet_rows(
        PUBLICATION, chooser=of_model(PUBLICATION, "view"), drafts=True, workflow=True, previews=True, copies=True
    ),
    *snippet_rows(GROUP, chooser=of_model(GROUP, "view")),
    Rule(
        "members of a working group",
        tuple(
            f"wagtailsnippets_downloads_workinggroup:{name}" for name in ("members", "invite_again", "remove_member")
        ),
        get=OF_GROUP,
        post=OF_GROUP,
    ),
    Rule("file that waits for approval", ("downloads_draft_file",), get=of_model(PUBLICATION, "change")),
    Rule(
        "report on downloads",
        ("downloads_report", "downloads_report_results"),
        get=of_model(PUBLICATION, "change", "view"),
    ),
]
