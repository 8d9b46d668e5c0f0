from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.ground.followers import tell_followers
from cms.ground.raises import PUBLISHED
from cms.languages.guards.translated_snippet import TranslatedSnippet


class Venue(TranslatedSnippet):
    """Where events take place. The address is one for all languages; entrance and directions are translated."""

    raises = PUBLISHED

    name = models.CharField(
        _("name"), max_length=200, help_text=_("Stands on the pages of its events, above the address.")
    )
    street = models.CharField(
        _("street and number"),
        max_length=200,
        help_text=_("The first line of the address, on pages, in calendars and in mails."),
    )
    postal_code = models.CharField(
        _("postal code"), max_length=10, help_text=_("Stands in the address in front of the city.")
    )
    city = models.CharField(
        _("city"), max_length=100, help_text=_("Ends the address, for people who come from elsewhere.")
    )
    entrance = models.CharField(_("entrance"), max_length=200, blank=True, help_text=_("Which door to take."))
    directions = RichTextField(
        _("directions"), blank=True, help_text=_("How to get there by bus, tram, bicycle and car.")
    )
    access_notes = RichTextField(_("access"), blank=True, help_text=_("What people with a disability should know."))

    # NULL for what was saved by a release that didn't know it.
    changed_at = models.DateTimeField(auto_now=True, null=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("minor_change"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
        FieldPanel("entrance"),
        FieldPanel("directions"),
        FieldPanel("access_notes"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("street", overridable=False),
        SynchronizedField("postal_code", overridable=False),
        SynchronizedField("city", overridable=False),
        TranslatableField("entrance"),
        TranslatableField("directions"),
        TranslatableField("access_notes"),
    ]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where people have to go, in one line."""
        return f"{self.street}, {self.postal_code} {self.city}"

    def save(self, *args, **kwargs) -> None:
        """Save the venue; see ``events.followers`` for what follows.

        Raises Unanswered where that sends people somewhere else.
        """
        with transaction.atomic():
            super().save(*args, **kwargs)
            tell_followers(self)
