from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .desk.dashboard import add_panels
from .desk.event_desk_urls import event_desk_urls
from .desk.screens.protected_delete import keep_what_is_needed
from .desk.signups.bulk import BULK_ACTIONS
from .desk.viewsets import EventsGroup
from .desk.writing.mail_preview import preview_in_list
from .signups.audit import register_actions

register_snippet(EventsGroup)
hooks.register("before_delete_snippet", keep_what_is_needed)
hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_urls", event_desk_urls)
hooks.register("register_snippet_listing_buttons", preview_in_list)
hooks.register("construct_homepage_panels", add_panels)
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)
