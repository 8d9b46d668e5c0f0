"""Which translations still hold German: none of it is shown as if it were in the other language."""

from django.db import models
from django.utils.translation import gettext
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from ...ground.publish_refusal import PublishRefused


def refuse_german_sentences(instance: TranslatableMixin) -> None:
    """Raise PublishRefused where wagtail-localize would publish German sentences in another language."""
    if count_german_sentences(instance):
        raise PublishRefused(gettext("Some sentences are still in German. Translate them all, then publish."))


def count_german_sentences(instance: TranslatableMixin) -> int:
    """Return how many sentences of what wagtail-localize translates still have no translation."""
    from wagtail_localize.models import StringSegment, StringTranslation

    segments = StringSegment.objects.filter(
        source__object_id=instance.translation_key,
        source__translations__target_locale=instance.locale_id,
        source__translations__enabled=True,
    )
    translated = StringTranslation.objects.filter(
        translation_of=models.OuterRef("string"),
        context=models.OuterRef("context"),
        locale=instance.locale_id,
        has_error=False,
    )
    return segments.exclude(models.Exists(translated)).count()


def is_bare_copy(snippet: models.Model, german: models.Model) -> bool:
    """Return whether all texts of a snippet are the German ones, as they are when its translation is just begun.

    A snippet without drafts stands on the pages from that moment on.
    """
    return all(getattr(snippet, name) == getattr(german, name) for name in texts_to_translate(snippet))


def texts_to_translate(snippet: models.Model) -> list[str]:
    """Return the fields of a snippet in which a translator writes a text."""
    names = [field.field_name for field in get_translatable_fields(type(snippet)) if field.is_translated(snippet)]
    return [name for name in names if isinstance(snippet._meta.get_field(name), models.CharField | models.TextField)]
