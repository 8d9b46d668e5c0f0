"""Publications and files on which the tests of downloads stand."""

import io
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfWriter

from downloads.models import Membership, Publication, PublicationFile, WorkingGroup
from downloads.models.enums import Audience


def pdf_bytes(pages: int = 2, padding: int = 0) -> bytes:
    """A PDF without tags, small, or larger by so many bytes."""
    writer = PdfWriter()
    if padding:
        writer.add_metadata({"/Keywords": "x" * padding})
    for _page in range(pages):
        writer.add_blank_page(width=200, height=300)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def make_publication(
    name: str = "Analyse", *, days: float | None = -1, groups: list[WorkingGroup] | None = None, **fields
):
    """A publication released ``days`` from now (None: without a moment), for everybody or for these groups."""
    values = {"version": 2, "release_at": None if days is None else timezone.now() + timedelta(days=days), **fields}
    if groups is not None:
        values["audience"] = Audience.GROUP
    publication = Publication.objects.create(name=name, **values)
    if groups:
        publication.working_groups.set(groups)
        publication.save()
    return publication


def add_file(publication: Publication, language: str = "de", title: str = "Analyse, 2. Entwurf", **fields):
    """A PDF of two pages in this language."""
    content = fields.pop("content", None) or pdf_bytes()
    file = PublicationFile(publication=publication, language=language, title=title, **fields)
    file.file = ContentFile(content, name=f"upload-{language}.pdf")
    file.full_clean()
    file.save()
    return file


def make_working_group(name: str = "Arbeitsgruppe 1", *members) -> WorkingGroup:
    """A working group with these users."""
    group = WorkingGroup.objects.create(name=name)
    for member in members:
        Membership.objects.create(working_group=group, user=member)
    return group
