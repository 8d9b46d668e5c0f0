"""The sign-ups over time as a picture of columns: where each stands and how high it is. The template draws it."""

from dataclasses import dataclass

from .numbers import Line

WIDTH, HEIGHT = 720, 220
# Room for the numbers beside the columns and the dates below them.
START, TOP, BOTTOM = 40, 12, 28
GAP_SHARE = 0.2
MOST_LABELS = 6


@dataclass(frozen=True)
class Bar:
    label: str
    number: int
    x: float
    y: float
    width: float
    height: float
    shows_label: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    highest: int
    width: int = WIDTH
    height: int = HEIGHT
    start: int = START
    top: int = TOP

    @property
    def ground(self) -> int:
        return HEIGHT - BOTTOM

    @property
    def label_line(self) -> int:
        return HEIGHT - 8


def chart_of(lines: list[Line]) -> Chart | None:
    """Return the picture, None where there is nothing to see."""
    highest = max((line.number for line in lines), default=0)
    if not highest:
        return None
    step = (WIDTH - START) / len(lines)
    # The first and the last one always have theirs, and some between.
    every = max(1, -(-len(lines) // MOST_LABELS))
    bars = [
        _bar(line, position, step, highest, shows_label=position % every == 0) for position, line in enumerate(lines)
    ]
    return Chart(bars, highest)


def _bar(line: Line, position: int, step: float, highest: int, *, shows_label: bool) -> Bar:
    room = HEIGHT - TOP - BOTTOM
    height = round(room * line.number / highest, 1)
    # A single column would be as wide as the picture.
    width = min(step * (1 - GAP_SHARE), 60)
    return Bar(
        label=line.label,
        number=line.number,
        x=round(START + position * step + (step - width) / 2, 1),
        y=round(TOP + room - height, 1),
        width=round(width, 1),
        height=height,
        shows_label=shows_label,
    )
