"""Uploads that were right while something else in their form was not: they wait, so that nobody chooses them again.

They lie where Wagtail's own form for many pictures lets them wait, and go as those do (``cms.pictures.abandoned``).
"""

from contextlib import suppress
from pathlib import PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.datastructures import MultiValueDict
from wagtail.models import UploadedFile

from cms.ground.object_storage import storage_errors
from cms.models import User

from ..models.publication import PublicationFile
from .publication_form import PublicationForm, Waiting

# After the name of the field for the file: which upload waits for it.
SUFFIX = "-waiting"
LONGEST_NUMBER = 9


class WaitingUpload(File):
    """An upload from the time before, under the name that it came with. Raises FileNotFoundError once it is gone."""

    def __init__(self, row: UploadedFile) -> None:
        self.waiting = _told(row)
        super().__init__(row.file.storage.open(row.file.name), name=self.waiting.name)


class KeepsUploads:
    """A view whose form is shown again with the uploads that were right; only what was wrong is chosen anew."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.waiting: dict[str, WaitingUpload] = _waiting(request) if request.method == "POST" else {}
        try:
            return super().dispatch(request, *args, **kwargs)
        finally:
            for upload in self.waiting.values():
                upload.close()

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        if self.waiting:
            kwargs["files"] = MultiValueDict({name: [upload] for name, upload in self.waiting.items()})
            kwargs["files"].update(self.request.FILES)
        return kwargs

    def form_invalid(self, form: PublicationForm) -> HttpResponse:
        # Where nothing can be stored, nothing waits either.
        with suppress(OSError), storage_errors(), transaction.atomic():
            _let_wait(form, self.request.user)
        return super().form_invalid(form)


def _waiting(request: HttpRequest) -> dict[str, WaitingUpload]:
    found = {}
    chosen = {
        name.removesuffix(SUFFIX): int(number)
        for name, number in request.POST.items()
        if name.endswith(SUFFIX) and number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    }
    rows = UploadedFile.objects.filter(**_whose(request.user)).in_bulk(chosen.values())
    for name, pk in chosen.items():
        if name not in request.FILES and pk in rows:
            # Cleared away at night, or out of reach: the form asks for it again.
            with suppress(OSError), storage_errors():
                found[name] = WaitingUpload(rows[pk])
    return found


def _let_wait(form: PublicationForm, user: User) -> None:
    for row in form.formsets["files"].forms:
        upload = row.files.get(row.add_prefix("file"))
        if upload is None or "file" in row.errors:
            continue
        if isinstance(upload, WaitingUpload):
            waiting = upload.waiting
        else:
            upload.seek(0)
            waiting = _told(UploadedFile.objects.create(file=upload, **_whose(user)))
        row.fields["file"].widget.waiting = waiting


def _told(row: UploadedFile) -> Waiting:
    return Waiting(row.pk, PurePosixPath(row.file.name).name, row.file.size)


def _whose(user: User) -> dict:
    return {"uploaded_by_user": user, "for_content_type": ContentType.objects.get_for_model(PublicationFile)}
