from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class LanguageProfile(models.Model):
    """Whether visitors see a language. Editors prepare a language invisibly and then open it."""

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

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["sort_order", "locale__language_code"]

    def __str__(self) -> str:
        return dict(settings.LANGUAGES).get(self.locale.language_code, self.locale.language_code)

    @property
    def code(self) -> str:
        return self.locale.language_code
