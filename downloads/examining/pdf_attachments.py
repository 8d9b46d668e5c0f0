"""Files that a PDF carries: only figures and notes as plain text, which do nothing when they are opened."""

from pikepdf import Dictionary, Object, PdfError, Stream

from .findings import Finding, refuse

CARRIED = ("csv", "txt")
MOST_BYTES = 10 * 1024 * 1024
# How a table's program recognises a formula.
FORMULA_STARTS = ("=", "@", "+", "\t=")


def refuse_attachment(specification: dict[str, object]) -> None:
    """Look at what is attached and under which names. Raises Found."""
    names = [str(specification[key]) for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix") if key in specification]
    if not names or not all(_has_a_carried_ending(name) for name in names):
        refuse(Finding.PDF_FILES)
    attached = specification.get("/EF")
    if not isinstance(attached, Dictionary):
        refuse(Finding.PDF_FILES)
    for _key, content in attached.items():
        refuse_attached_content(content)


def refuse_attached_content(content: Object) -> None:
    """Look at the bytes, which may be of another kind than the name says. Raises Found."""
    if not isinstance(content, Stream):
        refuse(Finding.PDF_FILES)
    try:
        text = content.read_bytes()[: MOST_BYTES + 1].decode("utf-8-sig")
    except (PdfError, UnicodeDecodeError):
        refuse(Finding.PDF_FILES)
    if len(text) > MOST_BYTES or not _is_plain(text):
        refuse(Finding.PDF_FILES)


def _has_a_carried_ending(name: str) -> bool:
    return name.isprintable() and name.lower().endswith(tuple(f".{ending}" for ending in CARRIED))


def _is_plain(text: str) -> bool:
    lines = text.splitlines()
    cells = (cell.strip(' "') for line in lines for cell in line.replace(";", ",").replace("\t", ",").split(","))
    return all(line.replace("\t", "").isprintable() for line in lines) and not any(
        cell.startswith(FORMULA_STARTS) for cell in cells
    )
