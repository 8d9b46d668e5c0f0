from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.ground.raises import PUBLISHED
from cms.languages.guards.translated_snippet import TranslatedDraft


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        max_length=200, label=_("question"), help_text=_("Stands above the field in which people answer.")
    )
    help_text = blocks.CharBlock(
        max_length=300,
        required=False,
        label=_("help"),
        help_text=_("Stands smaller below the question: what it is asked for, or an example."),
    )
    required = blocks.BooleanBlock(
        required=False, label=_("must be answered"), help_text=_("Without an answer the form can't be sent.")
    )


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("answers to choose from"),
        min_num=2,
        help_text=_("Stand below the question in this order."),
    )


class QuestionsBlock(blocks.StreamBlock):
    """The key of a question is its block id, the key of an option its list item id; both survive rewording."""

    text = QuestionBlock(label=_("one line of text"), icon="pilcrow", help_text=_("People answer in a few words."))
    long_text = QuestionBlock(
        label=_("several lines of text"), icon="pilcrow", help_text=_("People answer in sentences of their own.")
    )
    email = QuestionBlock(
        label=_("e-mail address"), icon="mail", help_text=_("The form checks whether it is written like an address.")
    )
    number = QuestionBlock(label=_("number"), icon="order", help_text=_("People answer with digits only."))
    one_of = ChoiceQuestionBlock(
        label=_("one of several answers"), icon="radio-empty", help_text=_("People choose exactly one answer.")
    )
    several_of = ChoiceQuestionBlock(
        label=_("several answers"), icon="list-ul", help_text=_("People tick as many answers as they like.")
    )
    yes_no = QuestionBlock(label=_("yes or no"), icon="tick", help_text=_("People choose “Yes” or “No”."))
    date = QuestionBlock(label=_("date"), icon="date", help_text=_("People choose a day."))


class SignupForm(TranslatedDraft):
    """The questions of a sign-up. The German form rules the structure; translations supply only texts."""

    raises = PUBLISHED

    title = models.CharField(_("title"), max_length=200, help_text=_("For the editors."))
    intro = models.TextField(_("introduction"), blank=True, help_text=_("Stands above the form."))
    questions = StreamField(
        QuestionsBlock(),
        verbose_name=_("questions"),
        blank=True,
        help_text=_("Name, e-mail address and organisation are always asked. Ask as little as possible."),
    )
    consent = models.TextField(
        _("consent"), help_text=_("What people agree to. Without it in a language the form is closed in that language.")
    )

    panels = [FieldPanel("title"), FieldPanel("intro"), FieldPanel("questions"), FieldPanel("consent")]

    class Meta(TranslatedDraft.Meta):
        verbose_name = _("sign-up form")
        verbose_name_plural = _("sign-up forms")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not (self.consent or "").strip():
            raise ValidationError({"consent": _("Write what people agree to.")})
