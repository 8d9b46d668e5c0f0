"""What an editor should know about a file that is allowed, but could serve its readers better."""

from django.utils.translation import gettext

from cms.languages.core.public_languages import describe

from ..examining.file_facts import PDF
from ..models.publication import PublicationFile


def warnings_of(file: PublicationFile) -> list[str]:
    """Return a sentence for each thing that readers of this file will miss."""
    if file.content_type != PDF:
        return []
    sentences = []
    if file.has_text is False:
        sentences.append(gettext("This PDF holds pictures of text only: a screen reader reads out nothing."))
    elif not file.is_tagged:
        sentences.append(gettext("This PDF has no tags: a screen reader can't tell headings, lists and tables."))
    if not file.has_title:
        sentences.append(gettext("This PDF names no title: a screen reader reads out the name of the file instead."))
    if not file.written_language:
        sentences.append(gettext("This PDF doesn't say in which language it is: a screen reader may read it wrongly."))
    elif not _is_same_language(file.written_language, file.language):
        told = {"named": file.written_language, "chosen": describe(file.language).name}
        sentences.append(gettext("This PDF says that its language is %(named)s, but you chose %(chosen)s.") % told)
    return sentences


def _is_same_language(named: str, chosen: str) -> bool:
    return named.split("-")[0].lower() == chosen.split("-")[0].lower()
