from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin, WorkflowMixin
from wagtail.search import index

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.raises import PUBLISHED
from cms.ground.shown_drafts import ShownToEditors
from cms.languages.core.fields import LanguageField
from cms.languages.core.public_languages import describe, public_languages
from cms.models.media import private_storage
from cms.texts.searched_rows import Searched

from ..examining.file_facts import FileRefused, read_file_facts
from ..visibility import PublicationFileQuerySet, PublicationQuerySet
from .enums import Audience, Stage
from .public_ids import new_public_id
from .releasing import recognise_files, refuse_to_release
from .working_group import WorkingGroup

FOLDER = "publications"
ENDINGS = ["pdf", "docx", "odt", "xlsx", "ods"]


def stored_name(file: "PublicationFile", given_name: str) -> str:
    """Return where a file is stored: of the name that it came with, only the ending stays."""
    return f"{FOLDER}/{get_random_string(24).lower()}{PurePosixPath(given_name).suffix.lower()}"


class Publication(ShownToEditors, WorkflowMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """One version of a document that the city brings out, such as the second draft of the analysis.

    What is public is the row, with its files. What somebody changes waits in a revision until it is approved; it then
    replaces the row as a whole, so nothing that run time writes may live here. When readers get it, ``release_at`` says
    alone: approved earlier it opens then, approved later at once.
    """

    raises = PUBLISHED

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    name = models.CharField(
        _("name"), max_length=200, help_text=_("For the editors only; readers see the titles of the files.")
    )
    stage = models.CharField(
        _("stage"),
        max_length=10,
        choices=Stage,
        default=Stage.DRAFT,
        help_text=_("Readers see beside the title whether it is a draft or the final version."),
    )
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
    audience = models.CharField(
        _("for whom"),
        max_length=10,
        choices=Audience,
        default=Audience.PUBLIC,
        help_text=_("Working groups only: nobody else sees that it exists; members find it after they log in."),
    )
    working_groups = ParentalManyToManyField(
        WorkingGroup,
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

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The languages of visitors and those of its files, each also as it is before a release to come."""
        known = {language.code: language.name for language in public_languages()}
        known |= {file.language: describe(file.language).name for file in self.files.all() if file.language}
        modes = list(known.items())
        if self.release_at and self.release_at > timezone.now():
            before = gettext("before the release")
            modes += [(f"{code}/before", f"{name}: {before}") for code, name in known.items()]
        return modes

    def clean(self) -> None:
        super().clean()
        if self._supersedes_itself():
            raise ValidationError({"supersedes": _("A publication can't supersede itself.")})

    def save(self, *args, **kwargs) -> None:
        """Save the publication and its files; files that come together belong together, in whichever order."""
        recognise_files(self)
        uploaded = [file for file in self.files.all() if file.is_new_upload]
        super().save(*args, **kwargs)
        for file in uploaded:
            file.tie_to_german()

    def publish(self, revision, *args, **kwargs) -> None:
        """Let readers have what the revision says, from ``release_at`` on. Raises PublishRefused, and Unanswered."""
        draft = revision.as_object()
        refuse_to_release(draft)
        require_answer(Action.PUBLISH, draft, revision)
        super().publish(revision, *args, **kwargs)

    def unpublish(self, *args, **kwargs) -> None:
        """Take it from its readers. Raises Unanswered."""
        require_answer(Action.UNPUBLISH, self)
        super().unpublish(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple:
        """Delete it with its files. Raises Unanswered while it has readers, or pages name it."""
        require_answer(Action.DELETE, self)
        return super().delete(*args, **kwargs)

    def _supersedes_itself(self) -> bool:
        seen, before = {self.pk}, self.supersedes
        while before is not None:
            if before.pk in seen:
                return True
            seen.add(before.pk)
            before = before.supersedes
        return False


class PublicationFile(Searched, Orderable):
    """The file of a publication in one language; what readers see of it is read from the file itself."""

    raises = PUBLISHED

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="files")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    language = LanguageField(_("language"), help_text=_("The language in which the file is written."))
    title = models.CharField(_("title"), max_length=200, help_text=_("In the language of the file; readers see it."))
    what_changed = models.TextField(
        _("what changed"), blank=True, help_text=_("In the language of the file: what is new in this version.")
    )
    file = models.FileField(
        _("file"),
        upload_to=stored_name,
        storage=private_storage,
        max_length=200,
        validators=[FileExtensionValidator(ENDINGS)],
        help_text=_(
            "What a file says about its author goes out with it. Remove names and comments in its properties first."
        ),
    )
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    has_text = models.BooleanField(_("holds text that can be read out"), null=True, editable=False)
    is_tagged = models.BooleanField(_("accessible (tagged)"), null=True, editable=False)
    has_title = models.BooleanField(_("names its title"), null=True, editable=False)
    written_language = models.CharField(_("language that the file names"), max_length=35, blank=True, editable=False)
    digest = models.CharField(_("SHA-256 of the content"), max_length=64, editable=False)
    german_digest = models.CharField(
        _("SHA-256 of the German content that it goes with"), max_length=64, blank=True, editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)

    objects = PublicationFileQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("what_changed"),
        index.FilterField("id"),
        index.FilterField("language"),
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

    @property
    def is_german(self) -> bool:
        return self.language == settings.LANGUAGE_CODE

    @property
    def is_new_upload(self) -> bool:
        """Whether the file has come just now and isn't stored yet."""
        return bool(self.file) and not self.file._committed

    def clean(self) -> None:
        super().clean()
        # Of another ending the field says so itself.
        if self.is_new_upload and PurePosixPath(self.file.name).suffix.lower().removeprefix(".") in ENDINGS:
            try:
                self._read_facts()
                self.uploaded_at = timezone.now()
            except FileRefused as refused:
                raise ValidationError({"file": refused.message}) from refused

    def save(self, *args, **kwargs) -> None:
        is_new_upload = self.is_new_upload
        if is_new_upload:
            self._read_facts()
            self.uploaded_at = timezone.now()
        super().save(*args, **kwargs)
        if is_new_upload:
            self.tie_to_german()

    def is_outdated_beside(self, german: "PublicationFile | None") -> bool:
        """Whether the German file has been replaced since this one was uploaded or found to be still right."""
        return german is not None and not self.is_german and self.german_digest != german.digest

    def tie_to_german(self) -> None:
        """Note that this file says what the German one says now."""
        german = PublicationFile.objects.filter(publication=self.publication_id, language=settings.LANGUAGE_CODE)
        self.german_digest = german.values_list("digest", flat=True).first() or ""
        PublicationFile.objects.filter(pk=self.pk).update(german_digest=self.german_digest)

    def _read_facts(self) -> None:
        facts = read_file_facts(self.file)
        for name, value in vars(facts).items():
            setattr(self, name, value)
