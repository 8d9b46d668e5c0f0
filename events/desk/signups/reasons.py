"""Ready sentences for declining: kept by staff in German, translated, and read by people in their language."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn

from cms.languages.core.translation_policy import TranslatedViewSet

from ...models.decline_reason import DeclineReason


class DeclineReasonViewSet(TranslatedViewSet):
    model = DeclineReason
    icon = "cross"
    menu_label = _("Reasons for declining")
    list_display = ["title", "text", UpdatedAtColumn(label=_("Updated"))]
    search_fields = ["title", "text"]


@dataclass(frozen=True)
class Wording:
    """What somebody reads as the reason; ``is_foreign`` when it had to stay German."""

    text: str
    is_foreign: bool


def german_reasons() -> QuerySet[DeclineReason]:
    """Return the reasons that staff choose from."""
    return DeclineReason.objects.filter(locale__language_code=settings.LANGUAGE_CODE)


def wordings(reason: DeclineReason | None, own_text: str, languages: list[str]) -> dict[str, Wording]:
    """Return for each language what a chosen reason and an own text say together. One query at most."""
    texts = _texts(reason, languages) if reason else {}
    found = {}
    for language in languages:
        ready = texts.get(language) or (reason.text if reason else "")
        found[language] = Wording(
            text="\n\n".join(part for part in (ready, own_text) if part),
            is_foreign=reason is not None and language not in texts and language != settings.LANGUAGE_CODE,
        )
    return found


def _texts(reason: DeclineReason, languages: list[str]) -> dict[str, str]:
    rows = DeclineReason.objects.filter(
        translation_key=reason.translation_key, locale__language_code__in=languages
    ).values_list("locale__language_code", "text")
    # A translation that only repeats the German text has not been translated yet.
    return {language: text for language, text in rows if text.strip() and text != reason.text}
