from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, Locale, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.languages.together import refuse_before_german
from cms.languages.translation_drafts import stays_a_draft
from cms.languages.untranslated import refuse_german_sentences


class Term(WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A hard word with its explanation, a name that stays as it is, or a word that is better avoided."""

    word = models.CharField(_("word"), max_length=100)
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

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    def save(self, *args, **kwargs) -> None:
        """Save the term; what wagtail-localize writes waits in the revision until it is published."""
        if kwargs.get("update_fields") or not stays_a_draft(self):
            super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs) -> None:
        """Publish the term. Raises PublishRefused while sentences are in German, and before the German term."""
        refuse_german_sentences(self)
        refuse_before_german(self, revision.as_object().go_live_at)
        super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs) -> None:
        """Take the term down. Raises Unanswered."""
        if self.live:
            require_answer(Action.UNPUBLISH, self)
        super().unpublish(*args, **kwargs)

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
    def spellings(self) -> list[str]:
        """The word and its other forms, the longest first."""
        return sorted({self.word.strip(), *_lines(self.forms)}, key=len, reverse=True)

    @property
    def avoided(self) -> list[str]:
        """The words that are better not used."""
        return _lines(self.avoid)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
