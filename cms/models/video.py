import re
from collections import Counter
from functools import partial
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.raises import PUBLISHED, PUBLISHED_ONCE_USED
from cms.languages.core.fields import LanguageField
from cms.pictures.fields import private_storage
from cms.videos.captions import clean_captions
from cms.videos.examining import TYPES, UnusableVideo, content_type_of

FOLDER = "videos"
KEY_LENGTH = 24
# A storage in which the name is taken adds seven signs.
NAME = re.compile(rf"[a-z0-9]{{{KEY_LENGTH}}}(?:_[A-Za-z0-9]{{7}})?\.(?:{'|'.join(TYPES)})")


def stored_name(video: "Video", given_name: str) -> str:
    """Return where a video is stored: a name that nobody guesses."""
    return f"{FOLDER}/{get_random_string(KEY_LENGTH).lower()}{PurePosixPath(given_name).suffix.lower()}"


class VideoQuerySet(models.QuerySet["Video"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each for itself, with its file. Raises Unanswered."""
        deleted: Counter[str] = Counter()
        for video in self:
            deleted.update(video.delete()[1])
        return deleted.total(), dict(deleted)


class Video(ClusterableModel):
    """A film in a file of our own; a page that shows it says what it is called and what is said in it.

    Its file never changes: another film is another row, so a page shows it once somebody has approved the page.
    """

    raises = PUBLISHED_ONCE_USED

    title = models.CharField(
        _("title"), max_length=200, help_text=_("For the editors only; readers see the title on the page.")
    )
    file = models.FileField(
        _("file"),
        upload_to=stored_name,
        storage=private_storage,
        max_length=100,
        validators=[FileExtensionValidator(list(TYPES))],
        help_text=_("MP4 (H.264) or WebM, at most 200 MB. It can't be changed later: upload another one then."),
    )
    content_type = models.CharField(_("type"), max_length=20, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The address of the view that asks who fetches it."""
        return reverse("videos:video", args=[self.name])

    @property
    def name(self) -> str:
        """The last part of the name in the storage, which is in the address."""
        return PurePosixPath(self.file.name).name

    @property
    def facts(self) -> str:
        """What readers want to know before they fetch it: ``MP4, 12 MB``."""
        return f"{self.content_type.rpartition('/')[2].upper()}, {filesizeformat(self.size)}"

    def clean(self) -> None:
        super().clean()
        # Of another ending the field says so itself.
        if self._is_new_upload and PurePosixPath(self.file.name).suffix.lower()[1:] in TYPES:
            try:
                self._examine()
            except UnusableVideo as refused:
                raise ValidationError({"file": refused.messages}) from refused

    def save(self, *args, **kwargs) -> None:
        """Save it. Raises UnusableVideo. Without its row no file stays."""
        if not self._is_new_upload:
            return super().save(*args, **kwargs)
        self._examine()
        try:
            super().save(*args, **kwargs)
        except BaseException:
            if self.file._committed:
                self.file.storage.delete(self.file.name)
            raise

    def delete(self, *args, **kwargs) -> tuple:
        """Delete it with its file. Raises Unanswered while pages show it."""
        require_answer(Action.DELETE, self)
        remove = partial(self.file.storage.delete, self.file.name)
        deleted = super().delete(*args, **kwargs)
        transaction.on_commit(remove)
        return deleted

    @property
    def _is_new_upload(self) -> bool:
        return bool(self.file) and not self.file._committed

    def _examine(self) -> None:
        self.content_type = content_type_of(self.file)
        self.size = self.file.size


class VideoCaptions(models.Model):
    """What is said and heard in a video, in one language, as WebVTT."""

    raises = PUBLISHED

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = LanguageField(_("language"), help_text=_("The language in which the captions are written."))
    text = models.TextField(
        _("captions (WebVTT)"),
        max_length=500_000,
        help_text=_("Shown in the picture while the video plays; the times say when."),
    )

    class Meta:
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["video", "language"],
                name="captions_once_per_language",
                violation_error_message=_("There are captions in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.get_language_display()

    @property
    def url(self) -> str:
        """The address of the view that asks who fetches them."""
        return reverse("videos:captions", args=[self.video.name, self.language])

    def clean(self) -> None:
        super().clean()
        self.text = clean_captions(self.text)
