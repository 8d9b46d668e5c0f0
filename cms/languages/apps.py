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

        from .board.side_panel import with_translations
        from .core.ensure_languages import ensure_languages
        from .guards import follow_source
        from .guards.moving import move_translations
        from .guards.translation_drafts import mark_translations
        from .profiles.consequences import register_consequences
        from .profiles.locale_views import guard_locales

        register_consequences()
        guard_locales()
        mark_translations()
        # Wagtail has no hook for the side panels of an editor.
        for view in (PageEditView, SnippetEditView):
            view.get_side_panels = with_translations(view.get_side_panels)
        post_migrate.connect(ensure_languages, sender=self)
        post_page_move.connect(move_translations, dispatch_uid="languages.move_translations")
        for signal in (page_unpublished, unpublished):
            signal.connect(follow_source.take_down_with_german, dispatch_uid="languages.take_down")
        published.connect(follow_source.state_follows, dispatch_uid="languages.state_follows")
        post_save.connect(follow_source.restriction_saved, sender=PageViewRestriction)
        pre_delete.connect(follow_source.restriction_deleted, sender=PageViewRestriction)
        m2m_changed.connect(follow_source.restriction_groups_changed, sender=PageViewRestriction.groups.through)
        # "Synchronise content from another locale" would fill a language with German pages.
        LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]
