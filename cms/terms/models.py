from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.ground.raises import PUBLISHED
from cms.ground.shown_drafts import ShownToEditors
from cms.languages.core.public_languages import describe
from cms.languages.guards.translated_snippet import TranslatedDraft


class Term(ShownToEditors, TranslatedDraft):
    """A hard word with its explanation, a name that stays as it is, or a word that is better avoided."""

    raises = PUBLISHED

    word = models.CharField(
        _("word"), max_length=100, help_text=_("Written as it stands in texts: every page is searched for it.")
    )
    forms = models.TextField(
        _("other forms"), blank=True, help_text=_("One in each line, such as the plural and the genitive.")
    )
    explanation = models.TextField(
        _("explanation"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences for readers. The word is then marked on pages, and explained at their end."),
    )
    stays = models.BooleanField(
        _("stays as it is in every language"),
        default=False,
        help_text=_("A name that nobody translates. Editors are told when a translation lacks it."),
    )
    avoid = models.TextField(
        _("words to avoid"),
        blank=True,
        help_text=_("One in each line: what people write instead of this word. Editors are told when a page has one."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("word"), FieldPanel("forms")], _("Word")),
        FieldPanel("minor_change"),
        FieldPanel("explanation"),
        FieldPanel("stays"),
        FieldPanel("avoid"),
    ]
    translatable_fields = [
        TranslatableField("word"),
        TranslatableField("forms"),
        TranslatableField("explanation"),
        TranslatableField("avoid"),
        SynchronizedField("stays", overridable=False),
    ]

    class Meta(TranslatedDraft.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        super().clean()
        locale = self.locale if self.locale_id else Locale.get_default()
        if Term.objects.filter(locale=locale, word__iexact=self.word.strip()).exclude(pk=self.pk).exists():
            raise ValidationError({"word": _("This word is in the list already.")})
        if not (self.explanation.strip() or self.stays or self.avoid.strip()):
            raise ValidationError(
                {"explanation": _("Write an explanation, or tick that the word stays, or name words to avoid.")}
            )

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Its own language, then those into which it is translated."""
        own = self.locale if self.locale_id else Locale.get_default()
        others = self.get_translations().order_by("locale__profile__sort_order", "locale")
        codes = [own.language_code, *others.values_list("locale__language_code", flat=True)]
        return [(code, describe(code).name) for code in codes]

    @property
    def spellings(self) -> list[str]:
        """The word and its other forms, the longest first."""
        return sorted({self.word.strip(), *_lines(self.forms)}, key=len, reverse=True)

    @property
    def avoided(self) -> list[str]:
        """The words that are better not used."""
        return _lines(self.avoid)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
