from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.to_dos.registry import add_source

from .desk.dashboard import add_panels
from .desk.event_desk_urls import event_desk_urls
from .desk.making.copy_screen import copy_button_of_event, copy_button_of_page
from .desk.making.next_steps import after_publishing_a_page, after_saving_a_page, after_saving_an_event
from .desk.screens.protected_delete import keep_what_is_needed
from .desk.signups.bulk import BULK_ACTIONS
from .desk.to_dos import SOURCES
from .desk.viewsets import EventsGroup
from .desk.writing.mail_preview import preview_in_list
from .signups.audit import register_actions

register_snippet(EventsGroup)
hooks.register("before_delete_snippet", keep_what_is_needed)
hooks.register("register_log_actions", register_actions)
hooks.register("register_admin_urls", event_desk_urls)
hooks.register("register_snippet_listing_buttons", preview_in_list)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("register_snippet_listing_buttons", copy_button_of_event)
hooks.register("register_page_header_buttons", copy_button_of_page)
hooks.register("after_edit_page", after_saving_a_page, order=100)
hooks.register("after_publish_page", after_publishing_a_page)
hooks.register("after_create_snippet", after_saving_an_event)
hooks.register("after_edit_snippet", after_saving_an_event)
for source in SOURCES:
    add_source(source)
for bulk_action in BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action)
