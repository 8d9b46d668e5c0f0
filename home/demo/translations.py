"""The demo in a language that is translated sentence by sentence, published as an editor would."""

from collections.abc import Iterable

from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail_localize.models import Translation

from cms.models import User

from ..new_site.translations import begin_translations


def translate(
    instances: Iterable[TranslatableMixin], catalogue: dict[str, str], editor: User, language: str = "en"
) -> None:
    """Translate and publish everything in the order given; raises TextsMissing before anything is published."""
    for translation in begin_translations(instances, catalogue, editor, language):
        _publish(translation, editor)


def _publish(translation: Translation, editor: User) -> None:
    # Published here and not by wagtail-localize, which would wait for the end of the transaction.
    has_drafts = issubclass(translation.source.specific_content_type.model_class(), DraftStateMixin)
    translation.save_target(user=editor, publish=not has_drafts)
    if has_drafts:
        translation.get_target_instance().get_latest_revision().publish(user=editor, skip_permission_checks=True)
