"""Two texts about the same things, written for these tests: as offices write them, and as people say them."""

from pathlib import Path

FOLDER = Path(__file__).parent
OFFICIALESE = (FOLDER / "officialese.txt").read_text(encoding="utf-8")
PLAIN = (FOLDER / "plain.txt").read_text(encoding="utf-8")
