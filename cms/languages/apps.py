from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    name = "cms.languages"
    label = "languages"
    verbose_name = _("Languages")

    def ready(self) -> None:
        from django.db.models.signals import m2m_changed, post_save, pre_delete
        from wagtail.admin.views.pages.edit import EditView as PageEditView
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_unpublished, post_page_move, published, unpublished
        from wagtail.snippets.views.snippets import EditView as SnippetEditView
        from wagtail_localize.locales.components import LOCALE_COMPONENTS
        from wagtail_localize.models import LocaleSynchronization

        from . import together
        from .consequences import register_consequences
        from .locale_views import guard_locales
        from .moves import move_translations
        from .setup import ensure_languages
        from .side_panel import with_translations
        from .translation_drafts import mark_translations

        register_consequences()
        guard_locales()
        mark_translations()
        # Wagtail has no hook for the side panels of an editor.
        for view in (PageEditView, SnippetEditView):
            view.get_side_panels = with_translations(view.get_side_panels)
        post_migrate.connect(ensure_languages, sender=self)
        post_page_move.connect(move_translations, dispatch_uid="languages.move_translations")
        for signal in (page_unpublished, unpublished):
            signal.connect(together.take_down_with_german, dispatch_uid="languages.take_down")
        published.connect(together.state_follows, dispatch_uid="languages.state_follows")
        post_save.connect(together.restriction_saved, sender=PageViewRestriction)
        pre_delete.connect(together.restriction_deleted, sender=PageViewRestriction)
        m2m_changed.connect(together.restriction_groups_changed, sender=PageViewRestriction.groups.through)
        # "Synchronise content from another locale" would fill a language with German pages.
        LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]
