"""The paths of the roles through the admin: what each costs, and what it may cost. ``make walk`` walks them.

Counted are clicks, typed or chosen fields, the people who take part, and how often work changes hands. What a path took
before it was made shorter, and the goal, stand beside it. A path that grows fails its test.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.browser.counted import Effort


@dataclass(frozen=True)
class Cost:
    clicks: int
    fields: int
    people: int = 1
    handovers: int = 0

    def __str__(self) -> str:
        return f"{self.clicks} / {self.fields} / {self.people}" + (f" ({self.handovers})" if self.handovers else "")


@dataclass(frozen=True)
class Walk:
    """``before`` is None where nobody had walked it, ``goal`` where it only had to have no dead end."""

    now: Cost
    goal: Cost | None = None
    before: Cost | None = None


PATHS = {
    "event in German, English and simple German": Walk(Cost(18, 7, 2, 1), Cost(25, 14, 2, 2), Cost(51, 14, 3, 6)),
    "event by somebody who publishes alone": Walk(Cost(4, 3), Cost(20, 14)),
    "last year's event once more": Walk(Cost(3, 0), Cost(3, 1), Cost(8, 5)),
    "new date after people signed up": Walk(Cost(4, 2), Cost(4, 2), Cost(3, 2)),
    "draft in three languages, released": Walk(Cost(3, 8), Cost(6, 9), Cost(8, 12)),
    "comma, as a minor change": Walk(Cost(3, 2), Cost(3, 2), Cost(3, 2)),
    "entry of the menu": Walk(Cost(4, 1), Cost(4, 3)),
    "update with a picture": Walk(Cost(5, 2), Cost(8, 4)),
}


def held(name: str, effort: Effort, *, people: int = 1, handovers: int = 0) -> None:
    """Compare what was counted with the table; note it where ``make walk`` wants to print it."""
    cost = Cost(effort.clicks, effort.fields, people, handovers)
    if target := os.environ.get("WALKED"):
        with Path(target).open("a") as lines:
            lines.write(json.dumps([name, str(cost)]) + "\n")
    assert cost == PATHS[name].now, name
    if goal := PATHS[name].goal:
        grown = [
            part for part in ("clicks", "fields", "people", "handovers") if getattr(cost, part) > getattr(goal, part)
        ]
        assert grown == [], name


def main(walked: Path) -> None:
    """Print the table: what was counted now beside what it was, and what it may be."""
    counted = dict(json.loads(line) for line in walked.read_text().splitlines())
    head = ("path: clicks / fields / people (handovers)", "before", "now", "goal")
    rows = [
        (name, walk.before or "-", counted.get(name, "not walked"), walk.goal or "-") for name, walk in PATHS.items()
    ]
    for name, before, now, goal in (head, *(map(str, row) for row in rows)):
        print(f"{name:<46} {before:<16} {now:<16} {goal}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
