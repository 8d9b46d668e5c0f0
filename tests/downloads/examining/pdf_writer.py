"""Writes PDFs byte by byte, so that they may hold what no honest program writes."""

import zlib

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> %s >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def folded(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + entries)


def objects_of(root: bytes = b"", page: bytes = b"", **more: bytes) -> dict[int, bytes]:
    """The objects of a page with one line of text; ``_10=...`` is an object of its own."""
    numbered = {int(name.lstrip("_")): value for name, value in more.items()}
    return {
        1: CATALOGUE % root,
        2: TREE,
        3: PAGE % page,
        4: stream(b"BT /F1 12 Tf 20 200 Td (Entwurf der Analyse) Tj ET"),
        5: FONT,
        **numbered,
    }


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    return _with_table(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", objects, trailer)


def saved_again(before: bytes, objects: dict[int, bytes]) -> bytes:
    """The file with newer objects at its end, as programs save in a hurry; the older ones stay in it."""
    previous = int(before.rpartition(b"startxref\n")[2].split(b"\n")[0])
    return _with_table(before, objects, b"/Prev %d" % previous)


def pdf(root: bytes = b"", page: bytes = b"", **more: bytes) -> bytes:
    return written(objects_of(root, page, **more))


def in_object_stream(hidden: bytes, root: bytes = b"", padding: bytes = b"") -> bytes:
    """A file whose object 10 lies folded in a stream of objects, with the table of its places as a stream too."""
    objects = objects_of(root)
    inner = b"10 0 "
    objects[20] = folded(inner + hidden + padding, b"/Type /ObjStm /N 1 /First %d" % len(inner))
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    places[21] = start
    rows = b""
    for number in range(22):
        if number == 10:
            rows += b"\x02" + (20).to_bytes(4, "big") + b"\0"
        elif number in places:
            rows += b"\x01" + places[number].to_bytes(4, "big") + b"\0"
        else:
            rows += b"\0" + b"\0\0\0\0" + b"\xff"
    table = folded(rows, b"/Type /XRef /Size 22 /W [1 4 1] /Root 1 0 R")
    out += b"21 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)
    return bytes(out)


def _with_table(before: bytes, objects: dict[int, bytes], trailer: bytes) -> bytes:
    out, places = bytearray(before), {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(places):
        out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
    size = max(size, 30)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)
