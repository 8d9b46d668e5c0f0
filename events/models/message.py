from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.ground.raises import NEVER_SHOWN
from cms.languages.core.fields import LanguageField

from .choice_list_field import ChoiceListField
from .enums import SignupState
from .event import Event


class Message(models.Model):
    """What staff wrote to the participants of an event, in one text per language."""

    raises = NEVER_SHOWN

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="messages", verbose_name=_("event"))
    states = ChoiceListField(_("to people whose sign-up is"), options=lambda: SignupState.choices)
    created_at = models.DateTimeField(_("sent at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    recipients = models.PositiveIntegerField(_("recipients"), default=0)

    class Meta:
        verbose_name = _("message to participants")
        verbose_name_plural = _("messages to participants")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.event} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def german_subject(self) -> str:
        """By which staff know the message again."""
        return self.text_in(settings.LANGUAGE_CODE).subject

    def text_in(self, language: str) -> "MessageText":
        """Return the text in ``language``, or else the German one, which every message has."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(language) or texts[settings.LANGUAGE_CODE]


class MessageText(models.Model):
    raises = NEVER_SHOWN

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="texts", verbose_name=_("message"))
    language = LanguageField(_("language"))
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=5000)

    class Meta:
        verbose_name = _("text of a message")
        verbose_name_plural = _("texts of a message")
        constraints = [models.UniqueConstraint(fields=["message", "language"], name="message_text_once_per_language")]
