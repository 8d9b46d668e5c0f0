from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .audit import register_actions
from .desk.bulk import BULK_ACTIONS
from .desk.dashboard import add_panels
from .desk.deleting import keep_what_is_needed
from .desk.event_desk_urls import event_desk_urls
from .desk.facts import EventsGroup
from .desk.mail_preview import preview_in_list

register_snippet(EventsGroup)
hooks.register("before_delete_snippet", keep_what_is_needed)
hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_urls", event_desk_urls)
hooks.register("register_snippet_listing_buttons", preview_in_list)
hooks.register("construct_homepage_panels", add_panels)
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)
