"""A line of the journal: what was erased and when, and nothing about anybody."""

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    kind: str
    public_id: str
    at: datetime

    def as_line(self) -> bytes:
        """Return the line as it stands in the journal."""
        written = {"at": self.at.isoformat(), "kind": self.kind, "id": self.public_id}
        return json.dumps(written).encode() + b"\n"


def read_line(line: bytes) -> Entry | None:
    """Return what a line says; None where a power cut has torn it, for then the whole line follows it."""
    try:
        read = json.loads(line)
        return Entry(str(read["kind"]), str(read["id"]), datetime.fromisoformat(read["at"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
