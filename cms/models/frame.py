from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField

from cms.ground.raises import PUBLISHED
from cms.languages.guards.translated_snippet import TranslatedDraft
from cms.models.preview_around_home import PreviewAroundHome
from cms.texts.colours import DARK, LIGHT, is_colour, unreadable
from cms.texts.telephone import validate_telephone

# An icon is cut to a square, and phones show it in 180 pixels.
LEAST_ICON = 180


def _picture(label, help_text) -> models.ForeignKey:
    return models.ForeignKey(
        "cms.CustomImage",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


class LinkSymbol(models.TextChoices):
    """The signs that readers look for at the foot: names of symbols (``cms/templatetags/icons.py``)."""

    SIMPLE_LANGUAGE = "simple-language", _("simple language: somebody who reads")
    SIGN_LANGUAGE = "sign-language", _("sign language: two hands")


class PageLinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(
        label=_("page"), help_text=_("Where the entry leads, in the language of the reader.")
    )
    label = blocks.CharBlock(
        required=False, max_length=60, label=_("label"), help_text=_("Shown instead of the page's title.")
    )

    symbol = blocks.ChoiceBlock(
        choices=LinkSymbol.choices, required=False, label=_("symbol"), help_text=_("Stands in front of the words.")
    )

    class Meta:
        icon = "doc-empty"
        label = _("page")
        description = _("An entry of the menu that leads to a page of this website.")


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        max_length=200, label=_("name"), help_text=_("Read out with the logo, and shown where there is none.")
    )
    url = blocks.URLBlock(label=_("web address"), help_text=_("Where logo and name lead."))
    logo = ImageChooserBlock(
        required=False, label=_("logo"), help_text=_("Without a logo the partner's name is shown as text.")
    )

    class Meta:
        icon = "group"
        label = _("partner")
        description = _("A partner with a link to its website.")


class SiteFrame(PreviewAroundHome, TranslatedDraft):
    """What stands around every page: names, signs and colours of the city, menus, contact and partners.

    One row per language; signs and colours are the same in all.

    What is public is the row; what somebody changes waits in a revision until it is approved.
    """

    raises = PUBLISHED

    city_name = models.CharField(_("name of the city"), max_length=100, help_text=_("Stands first in the header."))
    site_name = models.CharField(
        _("name of the website"), max_length=100, help_text=_("Stands in the header and behind each page's title.")
    )
    logo = _picture(_("coat of arms or logo"), _("Stands in the header instead of our drawing. PNG or WebP, not SVG."))
    logo_text = models.CharField(
        _("what the logo shows"),
        max_length=200,
        blank=True,
        help_text=_("Read out to people who can't see it: 'Coat of arms of the city'."),
    )
    official_text = models.CharField(
        _("official line"),
        max_length=200,
        blank=True,
        help_text=_("Stands first in the header, in place of the city's name: 'A website of the state capital'."),
    )
    official_url = models.URLField(
        _("website of the city"),
        blank=True,
        help_text=_("Where the official line leads. Without an address it is text."),
    )
    colour = models.CharField(
        _("colour of the city"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_(
            "For links, buttons and the band on top, such as #0a5662. Without one the colours stay as they are."
        ),
    )
    colour_in_the_dark = models.CharField(
        _("the same for dark screens"),
        max_length=7,
        blank=True,
        validators=[is_colour],
        help_text=_("A brighter one, such as #86d7e2: many people have set their device to a dark background."),
    )
    icon = _picture(
        _("icon"), _("A square picture of at least 180 pixels: browsers show it beside the title of the page.")
    )
    share_picture = _picture(
        _("picture for sharing"),
        _("Shown when somebody shares a page that has no picture. At best 1200 to 630 pixels."),
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
    contact_phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        validators=[validate_telephone],
        help_text=_("For people without email: at the bottom of every page, and where people sign up."),
    )
    phone_hours = models.CharField(
        _("telephone hours"), max_length=200, blank=True, help_text=_("When somebody answers; stands at the number.")
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Every form in which people give their consent links to it."),
    )
    partners = StreamField(
        [("partner", PartnerBlock())],
        verbose_name=_("partners"),
        blank=True,
        help_text=_("Shown with logo and link on the home page."),
    )
    partners_everywhere = models.BooleanField(
        _("partners on every page"), default=False, help_text=_("Not only on the home page, but on all.")
    )

    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "contact_phone",
            "privacy_page",
            "logo",
            "colour",
            "colour_in_the_dark",
            "icon",
            "share_picture",
            "partners_everywhere",
        )
    ]
    panels = [
        FieldPanel("minor_change"),
        MultiFieldPanel([FieldPanel("city_name"), FieldPanel("site_name")], _("Names")),
        FieldPanel("main_menu"),
        FieldPanel("legal_menu"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact", "contact_email", "contact_phone", "phone_hours", "privacy_page")],
            _("Contact"),
        ),
        MultiFieldPanel([FieldPanel("partners"), FieldPanel("partners_everywhere")], _("Partners")),
        MultiFieldPanel([FieldPanel("official_text"), FieldPanel("official_url")], _("Official line")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("logo", "logo_text", "icon", "share_picture")], _("Signs of the city")
        ),
        MultiFieldPanel([FieldPanel("colour"), FieldPanel("colour_in_the_dark")], _("Colours of the city")),
    ]

    class Meta(TranslatedDraft.Meta):
        verbose_name = _("header, footer and colours")
        verbose_name_plural = _("header, footer and colours")

    def __str__(self) -> str:
        return self.site_name

    def clean(self) -> None:
        super().clean()
        locale = self.locale if self.locale_id else Locale.get_default()
        others = SiteFrame.objects.filter(locale=locale).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError(_("There is one already in this language: change that one."))
        self._check_signs()
        self._check_colours()

    def _check_signs(self) -> None:
        if self.logo and not self.logo_text:
            raise ValidationError({"logo_text": _("Say what the logo shows, for people who can't see it.")})
        if self.icon and (self.icon.width != self.icon.height or self.icon.width < LEAST_ICON):
            size = {"width": self.icon.width, "height": self.icon.height}
            sentence = _(
                "The icon has to be a square of at least 180 pixels; this picture has %(width)d to %(height)d."
            )
            raise ValidationError({"icon": sentence % size})

    def _check_colours(self) -> None:
        colours = {"colour": (self.colour, LIGHT), "colour_in_the_dark": (self.colour_in_the_dark, DARK)}
        missing = [name for name, (colour, _grounds) in colours.items() if not colour]
        if len(missing) == 1:
            raise ValidationError({missing[0]: _("Give both colours, or none: each holds for one kind of screen.")})
        if not missing:
            found = {
                name: unreadable(colour, grounds) for name, (colour, grounds) in colours.items() if _is_one(colour)
            }
            wrong = {name: sentences for name, sentences in found.items() if sentences}
            if wrong:
                raise ValidationError(wrong)


def _is_one(colour: str) -> bool:
    # What is no colour at all, the field's own check has said.
    try:
        is_colour(colour)
    except ValidationError:
        return False
    return True
