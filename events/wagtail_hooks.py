from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .desk.deleting import keep_what_is_needed
from .desk.facts import EventsGroup

register_snippet(EventsGroup)
hooks.register("before_delete_snippet", keep_what_is_needed)
