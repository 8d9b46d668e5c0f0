"""What Wagtail's checks beside the editor look for in the preview: its own rules and those of our guide."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from ..texts.link_texts import SAYS_NOTHING

SPEAKING_LINKS, PICTURE_TEXT = "speaking-link-text", "picture-text"


class ContentChecks(ContentCheckerItem):
    """Wagtail's checks, with pictures without any text and links that do not say where they lead.

    ``matches-definition-evaluate`` is one of axe's own functions; the one that reads a link's text is in our script.
    """

    class Media:
        js = ["cms/js/link_text_check.js"]

    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        PICTURE_TEXT,
        SPEAKING_LINKS,
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": SPEAKING_LINKS,
            "impact": "serious",
            "selector": "main a[href]",
            "tags": ["best-practice"],
            "none": ["link-text-says-nothing"],
            "enabled": True,
        },
        {
            "id": PICTURE_TEXT,
            "impact": "critical",
            "selector": ".picture[data-no-text] img",
            "tags": ["wcag2a"],
            "none": ["picture-has-no-text"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": "link-text-says-nothing",
            "options": {"pattern": f"^{SAYS_NOTHING.pattern}$"},
        },
        {
            "id": "picture-has-no-text",
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": {"nodeName": "img"}},
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        SPEAKING_LINKS: {
            "error_name": _("Link text says nothing"),
            "help_text": _("Name the target in the link, such as “Programme of the workshop”"),
        },
        PICTURE_TEXT: {
            "error_name": _("Picture without a text"),
            "help_text": _("Describe what it shows, or mark it as decorative"),
        },
    }


def use_our_checks(request: HttpRequest, items: list, page) -> None:
    """Put our checks in the place of Wagtail's (hook ``construct_wagtail_userbar``)."""
    items[:] = [ContentChecks(item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]
