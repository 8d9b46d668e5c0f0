"""Languages that are made from the German pages and snippets through wagtail-localize, as an editor would."""

from collections.abc import Iterable

from wagtail.models import DraftStateMixin, Locale, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from cms.models import User


class TextsMissing(Exception):
    """German texts that the catalogue doesn't translate, each with where it stands."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Not translated:\n" + "\n".join(missing))
        self.missing = missing


def translate(
    instances: Iterable[TranslatableMixin], catalogue: dict[str, str], editor: User, language: str = "en"
) -> None:
    """Translate and publish everything in the order given; raises TextsMissing before anything is published."""
    locale = Locale.objects.get(language_code=language)
    translations = [_submit(instance, locale) for instance in instances]
    missing = [sentence for translation in translations for sentence in _fill(translation, catalogue, editor)]
    if missing:
        raise TextsMissing(missing)
    for translation in translations:
        _publish(translation, editor)


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


def _publish(translation: Translation, editor: User) -> None:
    # Published here and not by wagtail-localize, which would wait for the end of the transaction.
    has_drafts = issubclass(translation.source.specific_content_type.model_class(), DraftStateMixin)
    translation.save_target(user=editor, publish=not has_drafts)
    if has_drafts:
        translation.get_target_instance().get_latest_revision().publish(user=editor, skip_permission_checks=True)
