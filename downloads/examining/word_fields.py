"""The fields of a Word document: instructions that are carried out when it is opened or printed."""

import re

from .findings import Finding, refuse
from .links import is_harmless_link

ACTS = {
    "DDE": Finding.OFFICE_DDE,
    "DDEAUTO": Finding.OFFICE_DDE,
    "LINK": Finding.OFFICE_DDE,
    "EMBED": Finding.OFFICE_PROGRAMS,
    "CONTROL": Finding.OFFICE_MACROS,
    "INCLUDE": Finding.OFFICE_FETCHES,
    "INCLUDETEXT": Finding.OFFICE_FETCHES,
    "INCLUDEPICTURE": Finding.OFFICE_FETCHES,
    "IMPORT": Finding.OFFICE_FETCHES,
    "DATABASE": Finding.OFFICE_FETCHES,
    "RD": Finding.OFFICE_FETCHES,
}
FIRST_WORD = re.compile(r"[\s\"“”]*([^\s\"“”\\]*)")
HAS_A_FIRST_WORD = re.compile(r"\s*([A-Za-z]+\s|=)")
ADDRESS = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
INSTRUCTIONS = ("instrText", "delInstrText")


class Fields:
    """Puts the pieces of each instruction together, over all that stands between them. Raises Found."""

    def __init__(self) -> None:
        # One list of pieces for each field that is open; None: its instruction is over, its result follows.
        self._open: list[list[str] | None] = []
        self._is_instruction = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "fldSimple":
            _refuse_instruction(attributes.get("instr", ""))
        elif element == "fldChar":
            self._mark(attributes.get("fldCharType", ""))
        elif element in INSTRUCTIONS:
            self._is_instruction = True

    def text(self, characters: str) -> None:
        pieces = self._open[-1] if self._open else None
        if self._is_instruction and pieces is not None:
            pieces.append(characters)

    def end(self, element: str) -> None:
        if element in INSTRUCTIONS:
            self._is_instruction = False

    def finish(self) -> None:
        for pieces in self._open:
            _refuse_instruction("".join(pieces or []))

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self._refuse_hidden_word()
            self._open.append([])
        elif kind in ("separate", "end") and self._open:
            _refuse_instruction("".join(self._open[-1] or []))
            self._open[-1] = None
            if kind == "end":
                self._open.pop()

    def _refuse_hidden_word(self) -> None:
        pieces = self._open[-1] if self._open else None
        if pieces is not None and not HAS_A_FIRST_WORD.match("".join(pieces)):
            # What the outer field does is written by the inner one.
            refuse(Finding.OFFICE_DDE)


def _refuse_instruction(instruction: str) -> None:
    word = FIRST_WORD.match(instruction)
    if word and (finding := ACTS.get(word[1].upper())):
        refuse(finding)
    link = ADDRESS.match(instruction)
    if link and not is_harmless_link(link[1] or link[2] or ""):
        refuse(Finding.OFFICE_LINK)
