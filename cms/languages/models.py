from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Locale, Revision, RevisionMixin, WorkflowMixin

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.raises import NEVER_SHOWN, PUBLISHED

from .core.opening import refuse_to_close, refuse_to_switch


class LanguageProfile(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """Whether visitors see a language. Editors prepare a language invisibly; opening and closing it is approved."""

    raises = PUBLISHED

    locale = models.OneToOneField(Locale, on_delete=models.CASCADE, related_name="profile", verbose_name=_("language"))
    is_public = models.BooleanField(
        _("open to visitors"),
        default=False,
        help_text=_(
            "Visitors see the language in the switcher and reach its pages. Leave it off while you prepare it."
        ),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Languages with a lower number stand first in the switcher.")
    )
    older_notice = models.CharField(
        _("notice on pages that are older than the German ones"),
        max_length=300,
        blank=True,
        help_text=_(
            "In this language, with {date} where the day stands on which the German page was changed. "
            "Empty: the website's own sentence."
        ),
    )
    machine_notice = models.CharField(
        _("notice on pages that a machine translated"),
        max_length=300,
        blank=True,
        help_text=_("In this language, with {machine} where its name stands. Empty: the website's own sentence."),
    )
    missing_notice = models.CharField(
        _("notice where a page is missing in this language"),
        max_length=300,
        blank=True,
        help_text=_("In this language, for instance whom to ask. It stands above the languages that have the page."),
    )

    read_by_native = models.CharField(
        _("legal pages and mails read by"),
        max_length=200,
        blank=True,
        help_text=_(
            "Who has read imprint, privacy, accessibility statement and the mails in their own language, and when: an "
            "office and a day, no name. Empty: nobody yet."
        ),
    )

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["sort_order", "locale__language_code"]

    def __str__(self) -> str:
        return dict(settings.LANGUAGES).get(self.locale.language_code, self.locale.language_code)

    @property
    def code(self) -> str:
        return self.locale.language_code

    def publish(self, revision, *args, **kwargs) -> None:
        """Open or close the language as the revision says. Raises PublishRefused."""
        draft = revision.as_object()
        refuse_to_switch(draft)
        require_answer(Action.PUBLISH, draft, revision)
        super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs) -> None:
        """Take the language from visitors. Raises PublishRefused for German."""
        refuse_to_close(self)
        require_answer(Action.UNPUBLISH, self)
        super().unpublish(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple:
        """Delete the profile, which closes the language. Raises Unanswered while people read in it."""
        require_answer(Action.DELETE, self)
        return super().delete(*args, **kwargs)


class TranslationState(models.Model):
    """To which German text the version of a page or snippet in a language is known to say the same.

    German has a row of its own, with what it said when it was last published.
    """

    raises = PUBLISHED

    translation_key = models.UUIDField(_("translation key"))
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    # The texts by the path of their field or block, as state.source_texts.texts_of gives them.
    german = models.JSONField(_("German texts"), default=dict)
    german_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("German revision")
    )
    outdated_since = models.DateTimeField(_("out of date since"), null=True)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="one_state_for_each_language")
        ]

    def __str__(self) -> str:
        return f"{self.locale_id}: {self.translation_key}"


class KeptTranslation(models.Model):
    """A sentence that stays in place although the German one was changed, until somebody writes it anew.

    wagtail-localize alone would throw the sentence back to German.
    """

    raises = NEVER_SHOWN

    translation = models.OneToOneField(
        "wagtail_localize.StringTranslation",
        on_delete=models.CASCADE,
        related_name="kept",
        verbose_name=_("translation"),
    )
    german_before = models.TextField(_("German before"))
    # Whoever saves the sentence changes its time, also when the words stay.
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("kept translation")
        verbose_name_plural = _("kept translations")

    def __str__(self) -> str:
        return self.german_before[:60]
