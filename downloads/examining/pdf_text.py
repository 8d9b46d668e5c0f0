"""Whether a PDF holds text that a screen reader can read, or only pictures of it."""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Page, Pdf, PdfError, Stream

# A string that isn't blank, and the operator that shows it.
SHOWS_TEXT = re.compile(rb"""\]\s{0,8}TJ\b|[^\s(<]\s{0,8}[)>]\s{0,8}(?:Tj\b|['"](?:\s|$))""")
DEEPEST = 8
MOST_BYTES = 300 * 1024 * 1024


def has_text(pdf: Pdf) -> bool:
    """Whether at least half of the pages hold text; pages whose content is too large to look at hold none."""
    with_text, left = 0, MOST_BYTES
    for page in pdf.pages:
        for content in _contents(page):
            left -= len(content)
            if left < 0:
                return False
            if SHOWS_TEXT.search(content):
                with_text += 1
                break
        if 2 * with_text >= len(pdf.pages):
            return True
    return False


def _contents(page: Page) -> Iterator[bytes]:
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, Array) else [contents]:
        yield _decoded(stream)
    yield from _drawn(page.obj.get("/Resources"), set(), DEEPEST)


def _drawn(resources: Object | None, seen: set[tuple[int, int]], deepest: int) -> Iterator[bytes]:
    drawings = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not deepest or not isinstance(drawings, Dictionary):
        return
    for _name, drawing in drawings.items():
        if isinstance(drawing, Stream) and drawing.get("/Subtype") == "/Form" and drawing.objgen not in seen:
            seen.add(drawing.objgen)
            yield _decoded(drawing)
            yield from _drawn(drawing.get("/Resources"), seen, deepest - 1)


def _decoded(stream: Object | None) -> bytes:
    try:
        return stream.read_bytes() if isinstance(stream, Stream) else b""
    except PdfError:
        return b""
