"""Files that nobody may offer, with the sentence that the editor reads, and names that say too much."""

from django.utils.functional import Promise

from downloads.examining.file_refusals import REFUSALS
from downloads.examining.findings import Finding
from tests.downloads.examining.hostile_offices import HOSTILE_OFFICES
from tests.downloads.examining.hostile_pdfs import HOSTILE_PDFS
from tests.downloads.examining.office_writer import archive, docx
from tests.downloads.examining.pdf_writer import pdf
from tests.downloads.publications import pdf_bytes

EMPTY = "This file is empty. Please save it again and upload that."
OLD_FORMAT = "This file is protected with a password or has an old format. Please save it as a PDF and upload that."
NOT_WHAT_IT_SAYS = REFUSALS[Finding.NOT_WHAT_IT_SAYS]

# What is told by the first bytes, the last bytes and the name alone.
OUTSIDE: dict[str, tuple[str, bytes, str | Promise]] = {
    "empty": ("a.pdf", b"", EMPTY),
    "a page of HTML": ("a.pdf", b"<html><script>alert(1)</script></html>", NOT_WHAT_IT_SAYS),
    "a drawing": ("a.pdf", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", NOT_WHAT_IT_SAYS),
    "a program": ("a.pdf", b"MZ\x90\0" + b"\0" * 100, NOT_WHAT_IT_SAYS),
    "a picture before the PDF": ("a.pdf", b"GIF89a" + pdf(), NOT_WHAT_IT_SAYS),
    "an archive behind the PDF": ("a.pdf", pdf() + archive({"evil.html": "<html/>"}), NOT_WHAT_IT_SAYS),
    "HTML behind the PDF": ("a.pdf", pdf() + b"<html><script>alert(1)</script></html>", NOT_WHAT_IT_SAYS),
    "a document under another name": ("a.pdf", docx(), NOT_WHAT_IT_SAYS),
    "only the beginning of a PDF": ("a.pdf", pdf()[:150], REFUSALS[Finding.PDF_BROKEN]),
    "nothing behind the first line": ("a.pdf", b"%PDF-1.7 and then nothing %%EOF", REFUSALS[Finding.PDF_BROKEN]),
    "no pages": ("a.pdf", pdf_bytes(0), REFUSALS[Finding.PDF_WITHOUT_PAGES]),
    "an old format or a password": ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, OLD_FORMAT),
}
# One for each reason; ``files/test_examining.py`` looks at them all.
REASONS: dict[Finding, tuple[str, bytes]] = {
    **{why: ("a.pdf", content) for content, why in reversed(HOSTILE_PDFS.values())},
    **{why: (f"a.{kind}", content) for kind, content, why in reversed(HOSTILE_OFFICES.values())},
}
CORPUS: dict[str, tuple[str, bytes, str | Promise]] = {
    **OUTSIDE,
    **{str(why): (name, content, REFUSALS[why]) for why, (name, content) in REASONS.items()},
}
NAMES = [
    "../../../etc/cron.d/evil.pdf",
    "C:\\Windows\\evil.pdf",
    "entwurf\u202efdp.exe.pdf",
    "a.php.pdf",
    "a;rm -rf.pdf",
    f"{'lang' * 40}.pdf",
    "Entwurf ünd größer.PDF",
]
FORBIDDEN_NAMES = ["a.html", "a.svg", "a.docm", "a.exe", "a.pdf.exe", "pdf", "a.pdf."]
