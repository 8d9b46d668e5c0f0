"""What is wrong with the site: a word for machines and a sentence for people."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trouble:
    """``name`` is one of a few words, which metrics and ``/health/ready`` may tell; the sentence names no person."""

    name: str
    sentence: Any
