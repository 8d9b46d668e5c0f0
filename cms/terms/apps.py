from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermsConfig(AppConfig):
    name = "cms.terms"
    label = "terms"
    verbose_name = _("Terms")

    def ready(self) -> None:
        from ..ground.shown_drafts import show_drafts_with
        from ..languages.translating import fixed_words, sentence_remarks
        from . import translating
        from .consequences import register_consequences
        from .models import Term
        from .preview import show_term

        register_consequences()
        sentence_remarks.add_source(translating.word_remarks)
        fixed_words.add_source(translating.fixed_words)
        show_drafts_with(Term, show_term)
