"""Lets a machine translate the sentences that have no translation yet; what people wrote stays."""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from .fixed_words import fixed_words, mark
from .machine_translators import OneRequest, TranslatorFailed
from .sentence_check import problem

# DeepL takes fifty texts at once, and small requests are answered before anybody loses patience.
MOST_SENTENCES = 50
MOST_CHARACTERS = 10_000
# After so many seconds no further request is sent: the editor asks again for the rest.
SECONDS = 15


@dataclass
class Outcome:
    """``done`` and ``left`` count sentences; ``failure`` is the machine's refusal as a sentence, or ""."""

    done: int = 0
    left: int = 0
    failure: str = ""


def translate_missing(translation: Translation, user, machine: OneRequest) -> Outcome:
    """Translate what is missing. What the machine has answered is kept, even if it fails after that.

    Nothing is locked while we wait for the machine. An answer that has lost a link or a fixed word, or brings markup,
    isn't kept.
    """
    words = fixed_words(translation.target_locale.language_code)
    missing = _missing(translation)
    outcome = Outcome(left=sum(len(segments) for segments in missing.values()))
    started = time.monotonic()
    for batch in _batches(list(missing)):
        if time.monotonic() - started > SECONDS:
            break
        marked = {german: mark(german, words) for german in batch}
        strings = [StringValue(one.text) for one in marked.values()]
        try:
            answers = machine.translate(translation.source.locale, translation.target_locale, strings)
        except TranslatorFailed as error:
            outcome.failure = str(error)
            break
        with transaction.atomic():
            for german, one in marked.items():
                answer = one.restored(answers[StringValue(one.text)].data)
                kept = _keep(translation, missing[german], answer, user, machine)
                outcome.done += kept
                outcome.left -= kept
    return outcome


def _missing(translation: Translation) -> dict[str, list[StringSegment]]:
    """Return the German sentences without a translation, each with the places where it stands."""
    known = set(
        StringTranslation.objects.filter(
            context__object=translation.source.object_id, locale=translation.target_locale_id
        ).values_list("translation_of_id", "context_id")
    )
    missing = defaultdict(list)
    for segment in translation.source.stringsegment_set.select_related("string", "context").order_by("order"):
        if (segment.string_id, segment.context_id) not in known:
            missing[segment.string.data].append(segment)
    return missing


def _batches(sentences: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for sentence in sentences:
        is_full = len(batch) == MOST_SENTENCES or sum(map(len, batch)) + len(sentence) > MOST_CHARACTERS
        if batch and is_full:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _keep(translation: Translation, segments: list[StringSegment], text: str, user, machine: OneRequest) -> int:
    """Write a sentence where it fits and nobody was faster; return at how many places that was so."""
    kept = 0
    for segment in segments:
        if not text.strip() or problem(segment.string.data, text, segment.context.path):
            continue
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                "tool_name": machine.display_name,
                "last_translated_by": user,
            },
        )
        kept += 1
    return kept
