"""What stands in the XML of .docx and .xlsx: kinds of parts, relations to elsewhere, fields, formulas."""

import re
import zipfile

from .findings import Finding, refuse
from .links import is_elsewhere, is_harmless_link
from .markup import Budget, read_markup
from .word_fields import Fields

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN_TYPES = {
    "docx": ("/word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml"),
    "xlsx": ("/xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet.main+xml"),
}
CONTENT_TYPES = "[Content_Types].xml"
XML_ENDINGS = (".xml", ".rels", ".vml")
TYPES = {
    "macroenabled": Finding.OFFICE_MACROS,
    "vba": Finding.OFFICE_MACROS,
    "activex": Finding.OFFICE_MACROS,
    "macrosheet": Finding.OFFICE_MACROS,
    "oleobject": Finding.OFFICE_PROGRAMS,
    "externallink": Finding.OFFICE_FETCHES,
    "connections+xml": Finding.OFFICE_FETCHES,
}
RELATIONS = {
    "vbaproject": Finding.OFFICE_MACROS,
    "wordvbadata": Finding.OFFICE_MACROS,
    "control": Finding.OFFICE_MACROS,
    "activexcontrolbinary": Finding.OFFICE_MACROS,
    "xlmacrosheet": Finding.OFFICE_MACROS,
    "xlintlmacrosheet": Finding.OFFICE_MACROS,
    "extensibility": Finding.OFFICE_MACROS,
    "oleobject": Finding.OFFICE_PROGRAMS,
    "afchunk": Finding.OFFICE_FILES,
    "subdocument": Finding.OFFICE_FETCHES,
    "frame": Finding.OFFICE_FETCHES,
    "externallink": Finding.OFFICE_FETCHES,
    "externallinkpath": Finding.OFFICE_FETCHES,
    "connections": Finding.OFFICE_FETCHES,
}
ELEMENTS = {
    "ddeLink": Finding.OFFICE_DDE,
    "oleLink": Finding.OFFICE_DDE,
    "OLEObject": Finding.OFFICE_PROGRAMS,
    "oleObject": Finding.OFFICE_PROGRAMS,
    "control": Finding.OFFICE_MACROS,
    "altChunk": Finding.OFFICE_FILES,
    "subDoc": Finding.OFFICE_FETCHES,
}
MOST_OF_A_DRAWING = 10 * 1024 * 1024
DRAWINGS = {
    b"<!doctype": Finding.OFFICE_ENTITIES,
    b"<!entity": Finding.OFFICE_ENTITIES,
    b"oleobject": Finding.OFFICE_PROGRAMS,
    b"scripttext": Finding.OFFICE_MACROS,
    b"fmlamacro": Finding.OFFICE_MACROS,
}
# A formula that speaks with a program (``cmd|'/c calc'!A1``), or that calls one.
DDE_FORMULA = re.compile(r"\w\s*\||\bDDE\s*\(|\b(CALL|EXEC|REGISTER(\.ID)?)\s*\(", re.IGNORECASE)
FETCHING_FORMULA = re.compile(r"\b(WEBSERVICE|IMAGE|RTD)\s*\(", re.IGNORECASE)
STRINGS = re.compile(r'"[^"]*"')
STARTS_BY_ITSELF = re.compile(r"(_xlnm\.)?auto_(open|close|activate|deactivate)", re.IGNORECASE)


def check_office_open_xml(archive: zipfile.ZipFile, names: set[str], extension: str, budget: Budget) -> None:
    """Look at each part. Raises Found."""
    _check_types(archive, names, extension, budget)
    for name in sorted(names):
        if name.lower().endswith(".rels"):
            _check_relations(archive, name, budget)
    for name in sorted(names):
        if name.lower().endswith(".vml"):
            _check_drawing(archive, name, budget)
        elif name.lower().endswith(".xml") and name != CONTENT_TYPES:
            _check_part(archive, name, budget)


def _check_types(archive: zipfile.ZipFile, names: set[str], extension: str, budget: Budget) -> None:
    if CONTENT_TYPES not in names:
        refuse(Finding.NOT_WHAT_IT_SAYS)
    told: dict[str, str] = {}

    def note(element: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").strip().lower()
        for word, finding in TYPES.items():
            if word in kind:
                refuse(finding)
        place = attributes.get("PartName") or f".{attributes.get('Extension', '')}"
        if kind.endswith("+xml") and not place.lower().endswith((*XML_ENDINGS, ".svg")):
            # XML under another name would not be looked at.
            refuse(Finding.NOT_WHAT_IT_SAYS)
        told[place] = kind

    with archive.open(CONTENT_TYPES) as part:
        read_markup(part, budget, note)
    place, kind = MAIN_TYPES[extension]
    if told.get(place) != kind:
        refuse(Finding.NOT_WHAT_IT_SAYS)


def _check_relations(archive: zipfile.ZipFile, name: str, budget: Budget) -> None:
    def look(_element: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        target = attributes.get("Target", "")
        is_outside = attributes.get("TargetMode", "").strip().lower() == "external" or is_elsewhere(target)
        if kind == "attachedtemplate" and is_outside:
            refuse(Finding.OFFICE_TEMPLATE)
        if finding := RELATIONS.get(kind):
            refuse(finding)
        if is_outside and kind != "hyperlink":
            refuse(Finding.OFFICE_FETCHES)
        if is_outside and not is_harmless_link(target):
            refuse(Finding.OFFICE_LINK)

    with archive.open(name) as part:
        read_markup(part, budget, look)


def _check_drawing(archive: zipfile.ZipFile, name: str, budget: Budget) -> None:
    # Excel itself writes drawings that are no XML (a bare <br>), so they are only searched.
    with archive.open(name) as part:
        said = part.read(MOST_OF_A_DRAWING + 1).replace(b"\0", b"").lower()
    budget.take(len(said))
    if len(said) > MOST_OF_A_DRAWING:
        refuse(Finding.OFFICE_BOMB)
    for word, finding in DRAWINGS.items():
        if word in said:
            refuse(finding)


def _check_part(archive: zipfile.ZipFile, name: str, budget: Budget) -> None:
    fields, formula = Fields(), Formula()

    def start(element: str, attributes: dict[str, str]) -> None:
        if finding := ELEMENTS.get(element):
            refuse(finding)
        if element == "definedName" and STARTS_BY_ITSELF.match(attributes.get("name", "")):
            refuse(Finding.OFFICE_MACROS)
        fields.start(element, attributes)
        formula.start(element)

    def end(element: str) -> None:
        fields.end(element)
        formula.end(element)

    def text(characters: str) -> None:
        fields.text(characters)
        formula.text(characters)

    with archive.open(name) as part:
        read_markup(part, budget, start, end, text)
    fields.finish()


class Formula:
    """Collects the formulas of a table, and of the rules in it."""

    ELEMENTS = ("f", "formula", "formula1", "formula2", "definedName")

    def __init__(self) -> None:
        self._pieces: list[str] | None = None

    def start(self, element: str) -> None:
        if element in self.ELEMENTS:
            self._pieces = []

    def text(self, characters: str) -> None:
        if self._pieces is not None:
            self._pieces.append(characters)

    def end(self, element: str) -> None:
        if element in self.ELEMENTS and self._pieces is not None:
            refuse_acting_formula("".join(self._pieces))
            self._pieces = None


def refuse_acting_formula(formula: str) -> None:
    """Refuse what speaks with programs or fetches from elsewhere; texts in quotes do nothing. Raises Found."""
    said = STRINGS.sub('""', formula)
    if DDE_FORMULA.search(said):
        refuse(Finding.OFFICE_DDE)
    if FETCHING_FORMULA.search(said):
        refuse(Finding.OFFICE_FETCHES)
