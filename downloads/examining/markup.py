"""Reads the XML of documents: no entities, no unbounded amount, names without their prefixes."""

from collections.abc import Callable
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from .findings import Finding, refuse

BLOCK = 64 * 1024
# Of one document; the text of a thousand pages has ten.
MOST_BYTES = 200 * 1024 * 1024

OnStart = Callable[[str, dict[str, str]], None]


class Budget:
    """How much XML of one document is still read."""

    def __init__(self, left: int = MOST_BYTES) -> None:
        self.left = left

    def take(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            refuse(Finding.OFFICE_BOMB)


def read_markup(
    part: BinaryIO,
    budget: Budget,
    on_start: OnStart,
    on_end: Callable[[str], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Call back with each element: its name and its attributes, both without the namespace. Raises Found."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = lambda name, attributes: on_start(
        local(name), {local(key): value for key, value in attributes.items()}
    )
    if on_end:
        parser.EndElementHandler = lambda name: on_end(local(name))
    if on_text:
        parser.CharacterDataHandler = on_text
    try:
        while block := part.read(BLOCK):
            budget.take(len(block))
            parser.Parse(block)
        parser.Parse(b"", True)
    except (ExpatError, LookupError, ValueError):
        refuse(Finding.OFFICE_BROKEN)


def local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_entities(*_declared: object) -> None:
    refuse(Finding.OFFICE_ENTITIES)
