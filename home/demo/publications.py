"""The two drafts of the analysis: one for the working groups only, one for everybody in three languages."""

from django.core.files.base import ContentFile

from downloads.enums import Audience
from downloads.models import Publication, PublicationFile, WorkingGroup

from .dates import Dates
from .pdf import make_pdf
from .stream import Entry

FIRST, SECOND = "first-draft", "second-draft"
FILE_NAMES = {FIRST: "analyse-1-entwurf", SECOND: "analyse-2-entwurf"}


def create_publications(texts: dict[str, Entry], dates: Dates, working_group: WorkingGroup) -> dict[str, Publication]:
    """Create both drafts with their files; ``texts`` holds the content of each language by its code."""
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
    return {FIRST: first, SECOND: second}


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
