"""What vanishes by itself does so at a moment of its own, not when it is published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext

from cms.consequences.consequence import Consequence


def at_its_end(moment: datetime, consequences: Iterable[Consequence]) -> Iterator[Consequence]:
    """Yield these consequences with the moment at which they come about."""
    day = formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    for one in consequences:
        text = gettext("On %(moment)s it is taken down by itself: %(sentence)s")
        yield replace(one, sentence=text % {"moment": day, "sentence": one.sentence})
