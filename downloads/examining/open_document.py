"""What stands in the XML of .odt and .ods: scripts, objects, links to elsewhere."""

import zipfile

from .findings import Finding, refuse
from .links import is_elsewhere, is_harmless_link
from .markup import Budget, read_markup
from .office_open_xml import refuse_acting_formula

OFFICE_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
MANIFEST = "META-INF/manifest.xml"
ELEMENTS = {
    "script": Finding.OFFICE_MACROS,
    "event-listener": Finding.OFFICE_MACROS,
    "dde-source": Finding.OFFICE_DDE,
    "dde-connection": Finding.OFFICE_DDE,
    "dde-connection-decl": Finding.OFFICE_DDE,
    "dde-link": Finding.OFFICE_DDE,
    "object-ole": Finding.OFFICE_PROGRAMS,
    "applet": Finding.OFFICE_PROGRAMS,
    "plugin": Finding.OFFICE_PROGRAMS,
    "floating-frame": Finding.OFFICE_FETCHES,
    "database-source-sql": Finding.OFFICE_FETCHES,
    "database-source-table": Finding.OFFICE_FETCHES,
    "database-source-query": Finding.OFFICE_FETCHES,
    "connection-resource": Finding.OFFICE_FETCHES,
    "encryption-data": Finding.OFFICE_PASSWORD,
}
LINKS = {"a", "area-rectangle", "area-circle", "area-polygon"}
# Where the document was made from; nothing follows it by itself.
NOTES = {"template"}


def check_open_document(archive: zipfile.ZipFile, names: set[str], extension: str, budget: Budget) -> None:
    """Look at each part. Raises Found."""
    told = archive.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
    if told != OFFICE_TYPES[extension]:
        refuse(Finding.NOT_WHAT_IT_SAYS)
    if MANIFEST in names:
        # Where the others are encrypted, only this can be read.
        _check_part(archive, MANIFEST, budget)
    for name in sorted(names - {MANIFEST}):
        if name.lower().endswith((".xml", ".rdf")):
            _check_part(archive, name, budget)


def _check_part(archive: zipfile.ZipFile, name: str, budget: Budget) -> None:
    with archive.open(name) as part:
        read_markup(part, budget, _look)


def _look(element: str, attributes: dict[str, str]) -> None:
    if finding := ELEMENTS.get(element):
        refuse(finding)
    address = attributes.get("href", "")
    if element in LINKS:
        if not is_harmless_link(address):
            refuse(Finding.OFFICE_LINK)
    elif element not in NOTES and (is_elsewhere(address) or address.startswith(("../", "/"))):
        refuse(Finding.OFFICE_FETCHES)
    for name in ("formula", "condition"):
        if formula := attributes.get(name):
            refuse_acting_formula(formula)
