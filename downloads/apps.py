from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DownloadsConfig(AppConfig):
    name = "downloads"
    label = "downloads"
    verbose_name = _("Downloads")

    def ready(self) -> None:
        from cms.ground.shown_drafts import show_drafts_with
        from cms.languages.board.sections import register_section

        from .admin.board_section import files_on_the_board
        from .consequences.register import register_consequences
        from .members.mails import register_mails
        from .models.publication import Publication
        from .pages.preview import show_publication

        register_mails()
        register_consequences()
        show_drafts_with(Publication, show_publication)
        register_section(files_on_the_board)
