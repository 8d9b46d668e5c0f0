from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.ground.raises import NEVER_SHOWN
from cms.languages.guards.translated_snippet import TranslatedSnippet


class DeclineReason(TranslatedSnippet):
    """A sentence, ready in each language, that tells people why they get no seat."""

    raises = NEVER_SHOWN

    title = models.CharField(_("title"), max_length=100, help_text=_("For the staff who choose it."))
    text = models.TextField(_("text"), max_length=1000, help_text=_("Stands in the mail, in the person's language."))

    panels = [FieldPanel("title"), FieldPanel("minor_change"), FieldPanel("text")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("reason for declining")
        verbose_name_plural = _("reasons for declining")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
