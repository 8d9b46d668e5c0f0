"""What a German page or snippet says, text by text, so that two moments of it can be compared."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.models import TranslatableMixin
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

Texts = dict[str, list[str]]


@dataclass(frozen=True)
class Change:
    """One passage, as it was and as it is; either may be empty."""

    label: str
    before: str
    after: str


def texts_of(german: TranslatableMixin) -> Texts:
    """Return the sentences, and the addresses of links, by the path of the field or block in which they stand."""
    texts: Texts = {}
    for segment in extract_segments(german):
        if isinstance(segment, StringSegmentValue):
            texts.setdefault(segment.path, []).append(segment.render_text())
        elif isinstance(segment, OverridableSegmentValue) and segment.data:
            texts.setdefault(segment.path, []).append(str(segment.data))
    return texts


def changes_between(before: Texts, after: Texts, model: type[TranslatableMixin]) -> list[Change]:
    """Return what differs, in the order of the newer text; what was taken out comes last."""
    paths = [*after, *(path for path in before if path not in after)]
    return [
        Change(_label(path, model), " ".join(before.get(path, [])), " ".join(after.get(path, [])))
        for path in paths
        if before.get(path, []) != after.get(path, [])
    ]


def _label(path: str, model: type[TranslatableMixin]) -> str:
    name = path.split(".")[0]
    try:
        return str(capfirst(model._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name
