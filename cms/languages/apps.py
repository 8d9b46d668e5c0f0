from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    name = "cms.languages"
    label = "languages"
    verbose_name = _("Languages")

    def ready(self) -> None:
        from django.db.models.signals import m2m_changed, post_save, pre_delete
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_unpublished, post_page_move, published, unpublished

        from .core.ensure_languages import ensure_languages
        from .guards import follow_source
        from .guards.moving import move_translations
        from .profiles.consequences import register_consequences

        register_consequences()
        post_migrate.connect(ensure_languages, sender=self)
        post_page_move.connect(move_translations, dispatch_uid="languages.move_translations")
        for signal in (page_unpublished, unpublished):
            signal.connect(follow_source.take_down_with_german, dispatch_uid="languages.take_down")
        published.connect(follow_source.state_follows, dispatch_uid="languages.state_follows")
        post_save.connect(follow_source.restriction_saved, sender=PageViewRestriction)
        pre_delete.connect(follow_source.restriction_deleted, sender=PageViewRestriction)
        m2m_changed.connect(follow_source.restriction_groups_changed, sender=PageViewRestriction.groups.through)
