"""The drafts: two of the analysis, the first for the working groups only, two of the structure, and one announced."""

from datetime import datetime

from django.core.files.base import ContentFile

from downloads.models import Publication, PublicationFile, WorkingGroup
from downloads.models.enums import Audience, Stage

from ..new_site.stream import Entry
from .dates import FINAL_STRUCTURE_AT, FIRST_STRUCTURE_AT, Dates
from .pdf import make_pdf

FIRST, SECOND = "first-draft", "second-draft"
FIRST_STRUCTURE, FINAL_STRUCTURE = "first-structure", "final-structure"
ACTION_PLAN = "action-plan"
FILE_NAMES = {
    FIRST: "analyse-1-entwurf",
    SECOND: "analyse-2-entwurf",
    FIRST_STRUCTURE: "gliederung-1-entwurf",
    FINAL_STRUCTURE: "gliederung",
    ACTION_PLAN: "aktionsplan-1-entwurf",
}


def create_publications(texts: dict[str, Entry], dates: Dates, working_group: WorkingGroup) -> dict[str, Publication]:
    """Create all drafts with their files; ``texts`` holds the content of each language by its code."""
    first = Publication(
        name="Analyse, 1. Entwurf (intern)",
        version=1,
        release_at=dates.first_draft_at,
        audience=Audience.GROUP,
    )
    first.working_groups = [working_group]
    _save_with_files(first, FIRST, texts)
    second = Publication(name="Analyse, 2. Entwurf", version=2, release_at=dates.release_at, supersedes=first)
    _save_with_files(second, SECOND, texts)
    plan = Publication(name="Aktionsplan, 1. Entwurf", version=1, release_at=dates.plan_release_at)
    _save_with_files(plan, ACTION_PLAN, texts)
    return {FIRST: first, SECOND: second, ACTION_PLAN: plan, **_structures(texts)}


def _structures(texts: dict[str, Entry]) -> dict[str, Publication]:
    first = Publication(name="Gliederung, 1. Entwurf", version=1, release_at=FIRST_STRUCTURE_AT)
    final = Publication(
        name="Gliederung, endgültig", stage=Stage.FINAL, version=2, release_at=FINAL_STRUCTURE_AT, supersedes=first
    )
    for key, publication, uploaded_at in [
        (FIRST_STRUCTURE, first, FIRST_STRUCTURE_AT),
        (FINAL_STRUCTURE, final, FINAL_STRUCTURE_AT),
    ]:
        _save_with_files(publication, key, texts)
        _date_back(publication, uploaded_at)
    return {FIRST_STRUCTURE: first, FINAL_STRUCTURE: final}


def _date_back(publication: Publication, uploaded_at: datetime) -> None:
    # Readers see the day on which they got a file.
    PublicationFile.objects.filter(publication=publication).update(uploaded_at=uploaded_at)


def _save_with_files(publication: Publication, key: str, texts: dict[str, Entry]) -> None:
    for language, content in texts.items():
        for entry in content["publications"]:
            if entry["key"] == key:
                publication.files.add(_file(key, language, entry))
    publication.full_clean()
    publication.save()


def _file(key: str, language: str, entry: Entry) -> PublicationFile:
    document = ContentFile(make_pdf(language, entry), name=f"{FILE_NAMES[key]}-{language}.pdf")
    return PublicationFile(language=language, title=entry["title"], what_changed=entry["what_changed"], file=document)
