from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale

from cms.ground.raises import PUBLISHED
from cms.languages.guards.translated_snippet import TranslatedDraft
from cms.models.preview_around_home import PreviewAroundHome
from cms.texts.link_texts import SpeakingLinksForm


class PageLinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("page"))
    label = blocks.CharBlock(
        required=False, max_length=60, label=_("label"), help_text=_("Shown instead of the page's title.")
    )

    class Meta:
        icon = "doc-empty"
        label = _("page")


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=200, label=_("name"))
    url = blocks.URLBlock(label=_("web address"))
    logo = ImageChooserBlock(
        required=False, label=_("logo"), help_text=_("Without a logo the partner's name is shown as text.")
    )

    class Meta:
        icon = "group"
        label = _("partner")


class SiteFrame(PreviewAroundHome, TranslatedDraft):
    """What stands around every page: names, menus, contact and partners, one row per language.

    What is public is the row; what somebody changes waits in a revision until it is approved.
    """

    raises = PUBLISHED

    city_name = models.CharField(_("name of the city"), max_length=100, help_text=_("Stands first in the header."))
    site_name = models.CharField(
        _("name of the website"), max_length=100, help_text=_("Stands in the header and behind each page's title.")
    )
    main_menu = StreamField(
        [("link", PageLinkBlock())],
        verbose_name=_("main menu"),
        blank=True,
        help_text=_("The pages in the menu on top. A page shows only in the languages in which it is published."),
    )
    legal_menu = StreamField(
        [("link", PageLinkBlock())],
        verbose_name=_("footer menu"),
        blank=True,
        help_text=_("Imprint, privacy, accessibility, simple language and sign language: on every page at the bottom."),
    )
    contact = RichTextField(_("contact"), blank=True, help_text=_("Stands at the bottom of every page."))
    contact_email = models.EmailField(
        _("contact e-mail"), help_text=_("Reports of barriers go here; it stands at the bottom of every page.")
    )
    partners = StreamField(
        [("partner", PartnerBlock())],
        verbose_name=_("partners"),
        blank=True,
        help_text=_("Shown with logo and link on the home page."),
    )

    base_form_class = SpeakingLinksForm
    panels = [
        MultiFieldPanel([FieldPanel("city_name"), FieldPanel("site_name")], _("Names")),
        FieldPanel("main_menu"),
        FieldPanel("legal_menu"),
        MultiFieldPanel([FieldPanel("contact"), FieldPanel("contact_email")], _("Contact")),
        FieldPanel("partners"),
    ]

    class Meta(TranslatedDraft.Meta):
        verbose_name = _("menus, footer and partners")
        verbose_name_plural = _("menus, footer and partners")

    def __str__(self) -> str:
        return self.site_name

    def clean(self) -> None:
        super().clean()
        locale = self.locale if self.locale_id else Locale.get_default()
        others = SiteFrame.objects.filter(locale=locale).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError(_("There is one already in this language: change that one."))
