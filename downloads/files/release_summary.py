"""What becomes of a publication, in words: who reads it, from when, in which languages, and what is missing."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext

from cms.languages.core.public_languages import PublicLanguage, describe

from ..models.enums import Audience
from ..models.publication import Publication, PublicationFile
from ..visibility import is_due, is_released
from .file_warnings import warnings_of
from .outdated_files import outdated_files


def state_label(publication: Publication, now: datetime) -> str:
    """Return in two or three words whether it is out."""
    if not publication.live:
        return gettext("draft, not approved")
    if publication.release_at is None:
        return gettext("not released")
    if is_released(publication, now):
        return gettext("released")
    return gettext("from %(moment)s") % {"moment": _moment(publication.release_at)}


def consequence(publication: Publication, now: datetime) -> str:
    """Return one sentence that says who reads it, and from when; of a draft, what becomes of it when it is approved."""
    files = list(publication.files.all())
    if publication.release_at is None:
        return gettext("Not released: nobody outside sees it.")
    if not files:
        return gettext("There is no file in it yet, so nobody outside sees anything of it.")
    told = {
        "moment": _moment(publication.release_at),
        "languages": languages_of(files),
        "groups": get_text_list([group.name for group in publication.working_groups.all()], gettext("and")),
    }
    released = is_due(publication, now)
    if publication.audience == Audience.GROUP:
        if released:
            return gettext("Members of %(groups)s can read it now, in: %(languages)s.") % told
        return gettext("Members of %(groups)s can read it from %(moment)s on, in: %(languages)s.") % told
    if released:
        return gettext("Everybody can download it now, in: %(languages)s.") % told
    return gettext("Everybody can download it from %(moment)s on, in: %(languages)s. Until then pages say so.") % told


def concerns(publication: Publication, languages: list[PublicLanguage]) -> list[str]:
    """Return a sentence for each thing that an editor may want to mend before readers come."""
    files = list(publication.files.all())
    if not files:
        return []
    sentences = []
    if absent := missing_languages(files, languages):
        told = {"languages": absent}
        sentences.append(gettext("Missing: %(languages)s. There, readers are offered the files that exist.") % told)
    if outdated := outdated_files(files):
        told = {"languages": languages_of(outdated)}
        sentences.append(gettext("Older than the German file, and marked so for readers: %(languages)s.") % told)
    for file in files:
        told = {"language": describe(file.language).name}
        sentences += [
            gettext("%(language)s: %(sentence)s") % {**told, "sentence": sentence} for sentence in warnings_of(file)
        ]
    return sentences


def missing_languages(files: list[PublicationFile], languages: list[PublicLanguage]) -> str:
    """Return the names of the languages open to visitors in which there is no file, or nothing."""
    there = {file.language for file in files}
    return get_text_list([one.name for one in languages if one.code not in there], gettext("and"))


def languages_of(files: list[PublicationFile]) -> str:
    """Return the names of the files' languages, as a list in words."""
    return get_text_list([describe(file.language).name for file in files], gettext("and"))


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
