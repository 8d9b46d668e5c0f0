from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin, WorkflowMixin

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.languages.together import refuse_before_german
from cms.languages.translation_drafts import stays_a_draft
from cms.languages.untranslated import refuse_german_sentences


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label=_("question"))
    help_text = blocks.CharBlock(max_length=300, required=False, label=_("help"))
    required = blocks.BooleanBlock(required=False, label=_("must be answered"))


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("answers to choose from"), min_num=2)


class QuestionsBlock(blocks.StreamBlock):
    """The key of a question is its block id, the key of an option its list item id; both survive rewording."""

    text = QuestionBlock(label=_("one line of text"), icon="pilcrow")
    long_text = QuestionBlock(label=_("several lines of text"), icon="pilcrow")
    email = QuestionBlock(label=_("e-mail address"), icon="mail")
    number = QuestionBlock(label=_("number"), icon="order")
    one_of = ChoiceQuestionBlock(label=_("one of several answers"), icon="radio-empty")
    several_of = ChoiceQuestionBlock(label=_("several answers"), icon="list-ul")
    yes_no = QuestionBlock(label=_("yes or no"), icon="tick")
    date = QuestionBlock(label=_("date"), icon="date")


class SignupForm(WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """The questions of a sign-up. The German form rules the structure; translations supply only texts."""

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

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("sign-up form")
        verbose_name_plural = _("sign-up forms")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        """Save the form; what wagtail-localize writes waits in the revision until it is published."""
        if kwargs.get("update_fields") or not stays_a_draft(self):
            super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs) -> None:
        """Publish the form. Raises PublishRefused while sentences are still in German, and before the German form.

        Raises Unanswered where it asks people for more, or for something else.
        """
        refuse_german_sentences(self)
        draft = revision.as_object()
        refuse_before_german(self, draft.go_live_at)
        require_answer(Action.PUBLISH, draft, revision)
        super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs) -> None:
        """Take the form down. Raises Unanswered while people sign up with it."""
        if self.live:
            require_answer(Action.UNPUBLISH, self)
        super().unpublish(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not (self.consent or "").strip():
            raise ValidationError({"consent": _("Write what people agree to.")})
