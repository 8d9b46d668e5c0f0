"""The machines that can translate for us: wagtail-localize's, but never for simple German, and never with a crash.

A machine gets the German sentences that have no translation yet, without the targets of their links, and nothing else.
"""

import logging
from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from .fixed_words import MARK

logger = logging.getLogger(__name__)

SECONDS_TO_CONNECT = 3
SECONDS_TO_ANSWER = 10
REFUSES_THE_KEY = {401, 403}
TAKES_NO_MORE = {429, 456, 529}  # 456 is DeepL's "quota exceeded"
DOES_NOT_UNDERSTAND = {400, 404, 413, 422}


class TranslatorFailed(Exception):
    """The machine didn't translate; the message is for the editor."""


class OneRequest:
    """Asks once for so many sentences and says in one sentence what went wrong."""

    display_name: str
    options: dict[str, Any]

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        # Simple German is a text of its own, which no machine writes.
        return source_locale.language_code == settings.LANGUAGE_CODE and target_locale.language_code not in (
            settings.LANGUAGE_CODE,
            settings.SIMPLE_LANGUAGE,
        )

    def translate(self, source_locale: Locale, target_locale: Locale, strings) -> dict[StringValue, StringValue]:
        """Return a translation for each string. Raises TranslatorFailed."""
        strings = list(strings)
        address, question = self.question(source_locale, target_locale, strings)
        try:
            response = requests.post(
                address,
                timeout=(self.options.get("SECONDS_TO_CONNECT", SECONDS_TO_CONNECT), self.seconds_to_answer),
                # A redirect would carry the key and the texts to somebody else.
                allow_redirects=False,
                **question,
            )
        except requests.Timeout as error:
            raise self._failed(0, target_locale, is_late=True) from error
        except requests.RequestException as error:
            raise self._failed(0, target_locale) from error
        if response.status_code != 200:
            raise self._failed(response.status_code, target_locale)
        try:
            texts = self.texts(response.json())
        except (ValueError, KeyError, TypeError) as error:
            raise self._failed(200, target_locale) from error
        if len(texts) != len(strings) or not all(isinstance(text, str) for text in texts):
            raise self._failed(200, target_locale)
        return {string: StringValue(text) for string, text in zip(strings, texts, strict=True)}

    @property
    def seconds_to_answer(self) -> float:
        return self.options.get("SECONDS_TO_ANSWER", SECONDS_TO_ANSWER)

    def question(self, source_locale: Locale, target_locale: Locale, strings: list[StringValue]) -> tuple[str, dict]:
        """Return the address and what is posted there."""
        raise NotImplementedError

    def texts(self, answer: Any) -> list[str]:
        """Return the translations that an answer holds."""
        raise NotImplementedError

    def _failed(self, status: int, target_locale: Locale, *, is_late: bool = False) -> TranslatorFailed:
        logger.warning("%s: no translation, status %s%s", self.display_name, status, ", too late" if is_late else "")
        names = {"tool": self.display_name, "language": target_locale.get_display_name()}
        if is_late:
            return TranslatorFailed(_("%(tool)s does not answer in time. Try again later.") % names)
        if status in REFUSES_THE_KEY:
            return TranslatorFailed(_("%(tool)s refuses the key of this site. Tell those who run the site.") % names)
        if status in TAKES_NO_MORE:
            return TranslatorFailed(_("%(tool)s takes no more texts for now. Try again later.") % names)
        if status in DOES_NOT_UNDERSTAND:
            return TranslatorFailed(
                _("%(tool)s does not translate these texts into %(language)s. Translate them yourself.") % names
            )
        return TranslatorFailed(_("%(tool)s is out of order or can not be reached. Try again later.") % names)


class DeepL(OneRequest, DeepLTranslator):
    """DeepL; the key says whether it is the free one."""

    def __init__(self, options: dict) -> None:
        super().__init__({**options, "AUTH_KEY": options["KEY"]})

    def get_api_endpoint(self) -> str:
        url = self.options.get("URL")
        return f"{url}/v2/translate" if url else super().get_api_endpoint()

    def question(self, source_locale: Locale, target_locale: Locale, strings: list[StringValue]) -> tuple[str, dict]:
        data = self.get_parameters(source_locale, target_locale, strings)
        if any(f"<{MARK} " in string.data for string in strings):
            data["ignore_tags"] = MARK
        return self.get_api_endpoint(), {"data": data, "headers": self.get_headers()}

    def texts(self, answer: Any) -> list[str]:
        return [translation["text"] for translation in answer["translations"]]


class LibreTranslate(OneRequest, LibreTranslator):
    """A LibreTranslate server, perhaps the city's own."""

    def question(self, source_locale: Locale, target_locale: Locale, strings: list[StringValue]) -> tuple[str, dict]:
        data = {
            "q": [string.data for string in strings],
            "source": self.language_code(source_locale.language_code),
            "target": self.language_code(target_locale.language_code),
            "format": "html",
        }
        if self.options["KEY"]:
            data["api_key"] = self.options["KEY"]
        return f"{self.options['URL']}/translate", {"json": data}

    def texts(self, answer: Any) -> list[str]:
        return list(answer["translatedText"])
