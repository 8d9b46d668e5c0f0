"""Who may read the guide: rows of ``cms.admin_routes``."""

from cms.admin_routes.rules import STAFF, Rule

RULES = [Rule("guide", ("guide", "guide_chapter"), get=STAFF)]
