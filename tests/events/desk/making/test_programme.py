"""A programme as lines with times."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from events.desk.making.programme import Part, read_programme


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("18:00 Begrüßung", Part(time(18), "Begrüßung")),
        ("18.30 Uhr: Gespräch an Tischen", Part(time(18, 30), "Gespräch an Tischen")),
        ("9 Uhr Beginn", Part(time(9), "Beginn")),
        ("20:00 – Ende", Part(time(20), "Ende")),
    ],
)
def test_a_line_is_a_part_however_its_time_is_written(line, part):  # E2
    assert read_programme(f"\n  {line}\r\n\n") == [part]


@pytest.mark.parametrize("line", ["Begrüßung", "25:00 Ende", "18:75 Ende", "18:00"])
def test_a_line_without_a_time_is_named(line):  # E2
    with pytest.raises(ValidationError) as wrong:
        read_programme(f"17:00 Beginn\n{line}")
    assert wrong.value.messages[0].startswith(f"„{line}“ ")


def test_parts_stay_in_their_order_also_over_midnight():
    assert [part.time.hour for part in read_programme("22:00 Eins\n0:30 Zwei")] == [22, 0]
