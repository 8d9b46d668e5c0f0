from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlainLanguageConfig(AppConfig):
    name = "cms.plain_language"
    label = "plain_language"
    verbose_name = _("Plain language")

    def ready(self) -> None:
        from wagtail.admin.views.pages.create import CreateView
        from wagtail.admin.views.pages.edit import EditView

        from .side_panel import with_hints

        # Wagtail has no hook for the side panels of pages.
        for view in (CreateView, EditView):
            view.get_side_panels = with_hints(view.get_side_panels)
