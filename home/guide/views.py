"""The guide in the admin: a page that lists its chapters, and one for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.admin_routes.rules import ACCESS
from cms.ground.screen import Screen

from .chapters import CHAPTERS, Chapter

# The languages in which it is written; for all others the first one.
LANGUAGES = ("de", "en")


class GuideScreen(Screen):
    """What there is to read, that of one's own work first."""

    required = (ACCESS,)
    page_title = _("Guide")
    header_icon = "help"
    template_name = "home/guide/index.html"

    def get_context_data(self, **kwargs) -> dict:
        mine = [chapter for chapter in CHAPTERS if chapter.is_for(self.request.user)]
        others = [chapter for chapter in CHAPTERS if chapter not in mine]
        return super().get_context_data(mine=mine, others=others, **kwargs)


class ChapterScreen(Screen):
    """One chapter, in the language of the admin."""

    required = (ACCESS,)
    header_icon = "help"
    chapter: Chapter

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        found = [chapter for chapter in CHAPTERS if chapter.slug == kwargs["slug"]]
        if not found:
            raise Http404
        (self.chapter,) = found
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [f"home/guide/{language_of_guide()}/{self.chapter.slug}.html"]

    def get_page_title(self) -> str:
        return str(self.chapter.title)

    def way_here(self) -> list[dict]:
        return [{"url": reverse("guide"), "label": gettext("Guide")}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(chapter=self.chapter, chapters=CHAPTERS, language=language_of_guide(), **kwargs)


def language_of_guide() -> str:
    """Return the language of the guide for whoever reads the admin now."""
    language = (get_language() or "").partition("-")[0]
    return language if language in LANGUAGES else LANGUAGES[0]
