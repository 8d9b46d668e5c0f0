from django.conf import settings
from django.db import models


def language_choices() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


class LanguageField(models.CharField):
    """A language code out of ``settings.LANGUAGES``; the list may grow without a migration."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("choices", language_choices)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs
