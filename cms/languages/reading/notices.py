"""The sentences that editors write themselves for the readers of a language."""

from ..models import LanguageProfile


def own_notice(code: str, name: str, **values: str) -> str:
    """Return what the profile of a language says in the field ``name``, with ``{placeholders}`` filled, or "".

    One query.
    """
    text = (
        LanguageProfile.objects.filter(live=True, locale__language_code=code).values_list(name, flat=True).first() or ""
    )
    for placeholder, value in values.items():
        text = text.replace(f"{{{placeholder}}}", value)
    return text
