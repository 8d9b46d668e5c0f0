from wagtail import hooks

from .begin_panel import add_begin_panel
from .being_built import instead_of_the_welcome_page
from .guide.menu import guide_in_menu, guide_urls, help_for_this_screen, without_wagtails

hooks.register("register_admin_urls", guide_urls)
hooks.register("register_help_menu_item", help_for_this_screen)
hooks.register("register_help_menu_item", guide_in_menu)
hooks.register("construct_help_menu", without_wagtails)
hooks.register("construct_homepage_panels", add_begin_panel)
hooks.register("before_serve_page", instead_of_the_welcome_page)
