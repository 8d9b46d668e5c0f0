"""Languages that are made from the German pages and snippets through wagtail-localize, as an editor would."""

from collections.abc import Iterable

from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from cms.models import User


class TextsMissing(Exception):
    """German texts that the catalogue doesn't translate, each with where it stands."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Not translated:\n" + "\n".join(missing))
        self.missing = missing


def begin_translations(
    instances: Iterable[TranslatableMixin], catalogue: dict[str, str], editor: User, language: str
) -> list[Translation]:
    """Write every sentence in the other language, and return what then can be saved. Raises TextsMissing."""
    locale = Locale.objects.get(language_code=language)
    translations = [_submit(instance, locale) for instance in instances]
    missing = [sentence for translation in translations for sentence in _fill(translation, catalogue, editor)]
    if missing:
        raise TextsMissing(missing)
    return translations


def _submit(instance: TranslatableMixin, locale: Locale) -> Translation:
    source, _ = TranslationSource.get_or_create_from_instance(instance)
    return Translation.objects.create(source=source, target_locale=locale)


def _fill(translation: Translation, catalogue: dict[str, str], editor: User) -> list[str]:
    po = translation.export_po()
    missing = []
    for entry in po:
        entry.msgstr = catalogue.get(entry.msgid, "")
        if not entry.msgstr:
            missing.append(f"{translation.source.object_repr}, {entry.msgctxt}: {entry.msgid}")
    if not missing:
        translation.import_po(po, user=editor)
    return missing
