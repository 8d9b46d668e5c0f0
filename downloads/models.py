from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.languages.fields import LanguageField
from cms.models.media import private_storage

from .enums import Audience, Stage
from .file_facts import FileRefused, read_file_facts
from .forms import PublicationFileInput, PublicationForm
from .visibility import PublicationFileQuerySet, PublicationQuerySet

PUBLIC_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_public_id() -> str:
    return get_random_string(12, PUBLIC_ID_LETTERS)


class Publication(ClusterableModel):
    """One version of a document that the city brings out, such as the second draft of the analysis."""

    name = models.CharField(
        _("name"), max_length=200, help_text=_("For the editors only; readers see the titles of the files.")
    )
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    version = models.PositiveSmallIntegerField(
        _("number of the draft"), default=1, help_text=_("Shown as '2nd draft'.")
    )
    release_at = models.DateTimeField(
        _("release"),
        null=True,
        blank=True,
        help_text=_(
            "Before this moment nobody outside can fetch the files; pages say from when they can. Empty: not released."
        ),
    )
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.PUBLIC)
    groups = ParentalManyToManyField(
        "auth.Group",
        verbose_name=_("working groups"),
        blank=True,
        help_text=_("Who may fetch it, if it is not for everybody."),
    )
    supersedes = models.OneToOneField(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
        help_text=_("The version before this one; it stays reachable and is marked as superseded."),
    )

    objects = PublicationQuerySet.as_manager()

    base_form_class = PublicationForm
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("stage"), FieldPanel("version")]),
        MultiFieldPanel(
            [FieldPanel("release_at"), FieldPanel("audience"), FieldPanel("groups")], _("Who may fetch it, from when")
        ),
        FieldPanel("supersedes"),
        InlinePanel("files", heading=_("Files, one for each language"), label=_("file")),
    ]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-release_at", "-version"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="publication_stage_known"),
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="publication_audience_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.supersedes_id and self.supersedes_id == self.pk:
            raise ValidationError({"supersedes": _("A publication can't supersede itself.")})


class PublicationFile(Orderable):
    """The file of a publication in one language; what readers see of it is read from the file itself."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="files")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    language = LanguageField(_("language"), help_text=_("The language in which the file is written."))
    title = models.CharField(_("title"), max_length=200, help_text=_("In the language of the file; readers see it."))
    what_changed = models.TextField(
        _("what changed"), blank=True, help_text=_("In the language of the file: what is new in this version.")
    )
    file = models.FileField(
        _("file"),
        upload_to="publications",
        storage=private_storage,
        max_length=200,
        validators=[FileExtensionValidator(["pdf", "docx", "odt", "xlsx", "ods"])],
    )
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    is_tagged = models.BooleanField(_("accessible (tagged)"), null=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)

    objects = PublicationFileQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("title")]),
        FieldPanel("file", widget=PublicationFileInput),
        FieldPanel("what_changed"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language"],
                name="one_file_per_language",
                violation_error_message=_("There is a file in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            try:
                self._read_facts()
            except FileRefused as refused:
                raise ValidationError({"file": refused.message}) from refused

    def save(self, *args, **kwargs) -> None:
        if self.file and not self.file._committed:
            self._read_facts()
            self.uploaded_at = timezone.now()
        super().save(*args, **kwargs)

    def _read_facts(self) -> None:
        facts = read_file_facts(self.file)
        self.content_type = facts.content_type
        self.size = facts.size
        self.pages = facts.pages
        self.is_tagged = facts.is_tagged
