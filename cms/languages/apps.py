from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    name = "cms.languages"
    label = "languages"
    verbose_name = _("Languages")

    def ready(self) -> None:
        from wagtail.signals import post_page_move
        from wagtail_localize.locales.components import LOCALE_COMPONENTS
        from wagtail_localize.models import LocaleSynchronization

        from .moves import move_translations
        from .setup import ensure_languages
        from .translation_drafts import mark_translations

        mark_translations()
        post_migrate.connect(ensure_languages, sender=self)
        post_page_move.connect(move_translations, dispatch_uid="languages.move_translations")
        # "Synchronise content from another locale" would fill a language with German pages.
        LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]
