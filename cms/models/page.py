from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.consequences.of_pages import hides_from_people
from cms.ground.raises import PUBLISHED
from cms.languages.core.shared_fields import is_source, pass_on_shared_fields, take_over_shared_fields
from cms.languages.guards.follow_source import restrict_like_german
from cms.languages.guards.page_form import SharedFieldsForm
from cms.languages.guards.publish_gate import PublishGate
from cms.languages.guards.translation_drafts import stays_a_draft
from cms.page_password import ask as ask_for_password

from .page_rights import PageRights


class BasePage(PublishGate, Page):
    """What every page of the site has: a title, a summary in plain words and, perhaps, a picture."""

    raises = PUBLISHED
    # Set on a page of which this is known since the last publish (``cms.frame.page_view``).
    is_open_to_everybody = False

    summary = models.TextField(
        _("summary"),
        max_length=500,
        help_text=_(
            "Two or three sentences in plain words: shown below the title, on lists and when somebody shares the page."
        ),
    )
    picture = models.ForeignKey(
        "cms.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on top of the page and when somebody shares it."),
    )

    minor_change = models.BooleanField(
        _("minor change"),
        default=False,
        help_text=_(
            "Tick it when what changes on the published page is small, such as a comma: the other languages then count "
            "as up to date."
        ),
    )

    content_panels = Page.content_panels + [FieldPanel("minor_change"), FieldPanel("summary"), FieldPanel("picture")]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title")], _("For search engines")),
    ]
    search_fields = Page.search_fields + [index.SearchField("summary")]

    base_form_class = SharedFieldsForm
    # One path in every language: the switcher, printed links and links between languages stay right.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Save the page; what belongs to no language stays equal in all languages."""
        if kwargs.get("update_fields"):
            super().save(*args, **kwargs)
            return
        take_over_shared_fields(self)
        if stays_a_draft(self):
            return
        with transaction.atomic():
            super().save(*args, **kwargs)
            pass_on_shared_fields(self)

    def permissions_for_user(self, user) -> PageRights:
        return PageRights(user, self)

    def prepare_publication(self) -> None:
        restrict_like_german(self)

    def get_view_restrictions(self) -> QuerySet:
        """Return what restricts this page, or what is above it."""
        return PageViewRestriction.objects.none() if self.is_open_to_everybody else super().get_view_restrictions()

    def serve_password_required_response(self, request, form, action_url):
        """Ask for the page's password, and tell nothing of the page: Wagtail would hand it to the template."""
        return ask_for_password(request, form.restriction, self)

    @property
    def private_page_options(self) -> list[str]:
        """Return how this page may be restricted; not at all where that hides what people signed up for."""
        return [] if hides_from_people(self) else Page.private_page_options

    @property
    def share_picture_text(self) -> str:
        """What the picture shows, for those with whom the page is shared; pictures are described in German only."""
        return self.picture.description if self.picture and is_source(self) else ""

    def facts(self):
        """Return the facts that hold in every language, shown where the page is missing in one; None without any."""
        return None

    def stand_in_address(self, code: str) -> str:
        """Return where these facts stand in a language in which the page is missing, or nothing."""
        return ""

    def structured_data(self) -> dict | None:
        """Return what the page tells search engines as JSON-LD, or None when there is nothing to tell."""
        return None
