from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DownloadsConfig(AppConfig):
    name = "downloads"
    label = "downloads"
    verbose_name = _("Downloads")

    def ready(self) -> None:
        from cms.languages.board.sections import register_section

        from .admin.board_section import files_on_the_board
        from .consequences.register import register_consequences
        from .members.mails import register_mails

        register_mails()
        register_consequences()
        register_section(files_on_the_board)
