import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from cms.ground.raises import PUBLISHED
from cms.languages.guards.translated_snippet import TranslatedDraft
from cms.texts.link_texts import SpeakingTextBlock

from .preview_about_event import PreviewAboutAnEvent

# What is written in digits and is no number: a zero in front would be lost.
NO_NUMBERS = re.compile(r"postleitzahl|\bplz\b|telefon|handy|mobil|rufnummer|postcode|zip code|phone", re.IGNORECASE)
PASSAGE = "passage"


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


class NumberQuestionBlock(QuestionBlock):
    label = blocks.CharBlock(
        max_length=200,
        label=_("question"),
        help_text=_("For amounts: a number loses a zero in front. Postcode and phone number have kinds of their own."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if NO_NUMBERS.search(cleaned["label"]):
            message = _(
                "A number loses a zero in front, as in 01067. Use the kind 'postcode' or 'phone number' instead."
            )
            raise StructBlockValidationError(block_errors={"label": ValidationError(message)})
        return cleaned


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=200),
        label=_("answers to choose from"),
        min_num=2,
        help_text=_("Stand below the question in this order."),
    )


class ConsentQuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        max_length=200, label=_("what it is about"), help_text=_("One or two words, such as 'Photos': for your lists.")
    )
    text = blocks.TextBlock(
        label=_("consent"),
        rows=3,
        help_text=_(
            "What people agree to, as one sentence beside the box. Without it in a language the form is closed in "
            "that language."
        ),
    )
    help_text = blocks.CharBlock(
        max_length=300,
        required=False,
        label=_("help"),
        help_text=_("Stands smaller beside the box: what happens with it, or where to read more."),
    )
    required = blocks.BooleanBlock(
        required=False,
        label=_("must be agreed to"),
        help_text=_("Only where nobody can take part without it. Otherwise leave people the choice."),
    )


class PassageBlock(blocks.StructBlock):
    text = SpeakingTextBlock(
        features=["bold", "italic", "link", "ol", "ul"],
        label=_("text"),
        help_text=_("Stands in the form as it is; nobody answers it, and no list holds it."),
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
    phone = QuestionBlock(
        label=_("phone number"), icon="mobile-alt", help_text=_("People write it as they like; you dial it by a click.")
    )
    postcode = QuestionBlock(
        label=_("postcode"), icon="home", help_text=_("People write five digits; a zero in front stays.")
    )
    number = NumberQuestionBlock(label=_("number"), icon="order", help_text=_("People answer with digits only."))
    one_of = ChoiceQuestionBlock(
        label=_("one of several answers"), icon="radio-empty", help_text=_("People choose exactly one answer.")
    )
    several_of = ChoiceQuestionBlock(
        label=_("several answers"), icon="list-ul", help_text=_("People tick as many answers as they like.")
    )
    yes_no = QuestionBlock(label=_("yes or no"), icon="tick", help_text=_("People choose “Yes” or “No”."))
    date = QuestionBlock(label=_("date"), icon="date", help_text=_("People choose a day."))
    consent = ConsentQuestionBlock(
        label=_("further consent"), icon="check", help_text=_("People tick a box beside your sentence, or leave it.")
    )
    passage = PassageBlock(
        label=_("text between questions"), icon="doc-full", help_text=_("People read it before the next question.")
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if len(cleaned) and all(child.block_type == PASSAGE for child in cleaned):
            message = _("A text between questions needs a question. Write what stands alone into the introduction.")
            raise StreamBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned


class SignupForm(PreviewAboutAnEvent, TranslatedDraft):
    """The questions of a sign-up. The German form rules the structure; translations supply only texts."""

    raises = PUBLISHED
    preview_variants = (("errors", _("sent empty")),)

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

    panels = [
        FieldPanel("title"),
        FieldPanel("minor_change"),
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("consent"),
    ]

    class Meta(TranslatedDraft.Meta):
        verbose_name = _("sign-up form")
        verbose_name_plural = _("sign-up forms")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not (self.consent or "").strip():
            raise ValidationError({"consent": _("Write what people agree to.")})
