"""The guide in the menu "Help": all of it, and the chapter of the screen that one looks at."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem as LinkMenuItemComponent

from .chapters import Chapter, chapter_of_screen
from .views import ChapterScreen, GuideScreen

# What Wagtail says of itself there is in English, and of no use for this site.
WAGTAILS = ("editor-guide", "whats-new-in-wagtail")


def guide_urls() -> list[URLPattern]:
    """Return the addresses (hook ``register_admin_urls``)."""
    return [
        path("guide/", GuideScreen.as_view(), name="guide"),
        path("guide/<slug:slug>/", ChapterScreen.as_view(), name="guide_chapter"),
    ]


class HelpForThisScreen(MenuItem):
    """Leads to the chapter that explains what is on the screen; not shown where there is none."""

    def __init__(self) -> None:
        super().__init__(_("Help for this screen"), "", name="help-for-this-screen", icon_name="help", order=100)

    def is_shown(self, request: HttpRequest) -> bool:
        return _chapter(request) is not None

    def render_component(self, request: HttpRequest) -> LinkMenuItemComponent:
        chapter = _chapter(request)
        url = reverse("guide_chapter", args=[chapter.slug]) if chapter else reverse("guide")
        return LinkMenuItemComponent(self.name, self.label, url, icon_name=self.icon_name)


def help_for_this_screen() -> MenuItem:
    """Return the entry (hook ``register_help_menu_item``)."""
    return HelpForThisScreen()


def guide_in_menu() -> MenuItem:
    """Return the entry (hook ``register_help_menu_item``)."""
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="doc-full", order=110)


def without_wagtails(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take Wagtail's own guide out of the menu (hook ``construct_help_menu``)."""
    items[:] = [item for item in items if not item.name.startswith(WAGTAILS)]


def _chapter(request: HttpRequest) -> Chapter | None:
    match = request.resolver_match
    return chapter_of_screen(match.view_name) if match else None
