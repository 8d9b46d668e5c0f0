"""PO files for translators who work elsewhere: out with what is there, in with what can be taken, and why not the rest.

Sentences that only a machine has written leave as "fuzzy", as gettext calls what somebody has to check; a file without
that mark says that somebody has.
"""

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import polib
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from .sentence_check import problem

TRANSLATION_ID = "X-WagtailLocalize-TranslationID"
EXPORTED = "POT-Creation-Date"
TOOL = "PO File"
MOST_BYTES = 1_000_000

UNKNOWN = gettext_lazy("The German text has no such sentence, or no longer.")
FUZZY = gettext_lazy('Marked as "fuzzy", which means that somebody has to check it first.')
CHANGED_HERE = gettext_lazy("Changed here by somebody since the file was downloaded.")


class UnusableFile(Exception):
    """Nothing of the file was taken; the message is for the editor."""


@dataclass
class Import:
    """How many sentences were taken, and the German ones that were not, by reason."""

    taken: int = 0
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def export(translation: Translation) -> str:
    """Return the German sentences with their translations as a PO file."""
    po = translation.export_po()
    po.metadata["Language"] = translation.target_locale.language_code
    by_machine = {
        key for key, row in _rows(translation).items() if row.translation_type == row.TRANSLATION_TYPE_MACHINE
    }
    for entry in po:
        if (entry.msgctxt, entry.msgid) in by_machine:
            entry.flags.append("fuzzy")
    return str(po)


def read(content: bytes, translation: Translation) -> polib.POFile:
    """Return the file, which must be meant for this translation. Raises UnusableFile."""
    if len(content) > MOST_BYTES:
        raise UnusableFile(_("The file is larger than 1 MB. Nothing was changed."))
    try:
        content.decode("utf-8")
        # polib would take a text that is the name of a file for that file.
        with tempfile.NamedTemporaryFile(suffix=".po") as file:
            file.write(content)
            file.flush()
            po = polib.pofile(file.name, encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnusableFile(_("The file is not written in UTF-8. Save it as UTF-8. Nothing was changed.")) from error
    except OSError as error:
        raise UnusableFile(_("This is no PO file, or it is damaged. Nothing was changed.")) from error
    _refuse_others_file(po, translation)
    return po


@transaction.atomic
def take_in(po: polib.POFile, translation: Translation, user) -> Import:
    """Write the sentences of the file that can be taken; what is missing in the file stays as it is."""
    result = Import()
    segments = {
        (segment.context.path, segment.string.data): segment
        for segment in translation.source.stringsegment_set.select_related("string", "context")
    }
    rows = _rows(translation)
    exported_at = _exported_at(po)
    for entry in po:
        key = (entry.msgctxt, entry.msgid)
        row = rows.get(key)
        if not entry.msgstr.strip():
            continue
        if row and row.data == entry.msgstr and (entry.obsolete or entry.fuzzy or not _is_unchecked(row)):
            continue
        if reason := _reason_against(entry, segments.get(key), row, exported_at, user):
            result.refused[reason].append(entry.msgid)
            continue
        rows[key] = _write(translation, segments[key], entry.msgstr, user)
        result.taken += 1
    return result


def _rows(translation: Translation) -> dict[tuple[str, str], StringTranslation]:
    """Return every translation of this page's or snippet's sentences, today's and former ones, by place and German."""
    found = StringTranslation.objects.filter(
        context__object=translation.source.object_id, locale=translation.target_locale_id
    ).select_related("translation_of", "context")
    return {(row.context.path, row.translation_of.data): row for row in found}


def _refuse_others_file(po: polib.POFile, translation: Translation) -> None:
    identity = po.metadata.get(TRANSLATION_ID, "")
    if not identity:
        raise UnusableFile(
            _("The file does not say for which page it is. Use a file that was downloaded here. Nothing was changed.")
        )
    if identity != str(translation.uuid):
        others = translation.source.translations.exclude(pk=translation.pk).values_list("uuid", flat=True)
        if identity in map(str, others):
            raise UnusableFile(_("This file is for another language. Nothing was changed."))
        raise UnusableFile(_("This file is for another page. Nothing was changed."))
    # Translators' programs write the language as they like: uk, uk_UA, zh_CN.
    language = po.metadata.get("Language", "").replace("_", "-").split("-")[0].lower()
    if language and language != translation.target_locale.language_code.split("-")[0]:
        raise UnusableFile(_("This file is for another language. Nothing was changed."))


def _reason_against(
    entry: polib.POEntry,
    segment: StringSegment | None,
    row: StringTranslation | None,
    exported_at: datetime | None,
    user,
) -> str:
    if segment is None or entry.obsolete:
        return str(UNKNOWN)
    if entry.fuzzy:
        return str(FUZZY)
    if row and row.data != entry.msgstr and not _is_replaceable(row, exported_at, user):
        return str(CHANGED_HERE)
    return problem(entry.msgid, entry.msgstr, entry.msgctxt)


def _is_replaceable(row: StringTranslation, exported_at: datetime | None, user) -> bool:
    # Whoever corrects the file and imports it again replaces what they have imported themselves.
    is_own_import = row.tool_name == TOOL and row.last_translated_by_id == user.pk
    return is_own_import or _is_unchecked(row) or (exported_at is not None and row.updated_at <= exported_at)


def _is_unchecked(row: StringTranslation) -> bool:
    return row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE


def _exported_at(po: polib.POFile) -> datetime | None:
    try:
        moment = datetime.fromisoformat(po.metadata.get(EXPORTED, ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _write(translation: Translation, segment: StringSegment, text: str, user) -> StringTranslation:
    row, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": TOOL,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    return row
