"""Ready reasons for declining, in German and simple German; English comes from the catalogue like everything else."""

from wagtail.models import Locale

from cms.languages.board.simple_german import create_simple_german
from events.models import DeclineReason

from ..new_site.stream import Entry


def create_reasons(texts: Entry) -> list[DeclineReason]:
    """Create the German reasons in the order of the content file."""
    german = Locale.objects.get(language_code="de")
    return [DeclineReason.objects.create(locale=german, **_values(entry)) for entry in texts["decline_reasons"]]


def create_simple_reasons(texts: Entry, reasons: list[DeclineReason]) -> None:
    """Create the same reasons in simple German."""
    for reason, entry in zip(reasons, texts["decline_reasons"], strict=True):
        copy = create_simple_german(reason)
        for name, value in _values(entry).items():
            setattr(copy, name, value)
        copy.full_clean()
        copy.save()


def _values(entry: Entry) -> Entry:
    return {"title": entry["title"], "text": entry["text"]}
