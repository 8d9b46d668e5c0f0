"""What a PDF does, told by each of its objects, wherever it stands and whoever points at it."""

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from .findings import Finding, refuse
from .links import is_harmless_link
from .pdf_attachments import refuse_attached_content, refuse_attachment

Entries = dict[str, object]

ACTIONS = {
    "/JavaScript": Finding.PDF_SCRIPT,
    "/Launch": Finding.PDF_STARTS,
    "/SubmitForm": Finding.PDF_SENDS,
    "/ImportData": Finding.PDF_SENDS,
    "/GoToR": Finding.PDF_OPENS,
    "/GoToE": Finding.PDF_OPENS,
    "/Rendition": Finding.PDF_MEDIA,
    "/RichMediaExecute": Finding.PDF_MEDIA,
    "/Movie": Finding.PDF_MEDIA,
    "/Sound": Finding.PDF_MEDIA,
    "/GoTo3DView": Finding.PDF_MEDIA,
}
HARMLESS_ACTIONS = {
    "/GoTo", "/GoToDp", "/Hide", "/Named", "/ResetForm", "/SetOCGState", "/Thread", "/Trans", "/URI",
}  # fmt: skip
# Readers take the names of their own menus too, such as the one that closes them.
HARMLESS_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack", "/GoForward", "/Print"}
# Under these keys stands an action, so one that is not known is refused there.
PLACES_OF_ACTIONS = {"/A", "/OpenAction", "/Next", "/PA"}
KEYS = {
    "/JS": Finding.PDF_SCRIPT,
    "/XFA": Finding.PDF_FORM_PROGRAM,
    "/Collection": Finding.PDF_FILES,
    "/RichMediaContent": Finding.PDF_MEDIA,
    "/3DD": Finding.PDF_MEDIA,
}
SUBTYPES = {
    "/FileAttachment": Finding.PDF_FILES,
    "/RichMedia": Finding.PDF_MEDIA,
    "/Screen": Finding.PDF_MEDIA,
    "/Movie": Finding.PDF_MEDIA,
    "/Sound": Finding.PDF_MEDIA,
    "/3D": Finding.PDF_MEDIA,
    "/U3D": Finding.PDF_MEDIA,
    "/PRC": Finding.PDF_MEDIA,
    # A program in PostScript, which printers run.
    "/PS": Finding.PDF_SCRIPT,
}
TYPES = {"/Rendition": Finding.PDF_MEDIA, "/MediaClip": Finding.PDF_MEDIA}


def refuse_what_acts(pdf: Pdf) -> None:
    """Look at every object once. Raises Found."""
    is_whole = True
    for thing in [pdf.trailer, *pdf.objects]:
        is_whole = is_whole and thing is not None
        _refuse_object(thing)
    warnings = pdf.get_warnings()
    # An object that can't be read becomes nothing; of two entries with one name, each reader takes another.
    if (warnings and not is_whole) or any("duplicated key" in warning for warning in warnings):
        refuse(Finding.PDF_BROKEN)


def _refuse_object(thing: Object | None) -> None:
    """Look at all that stands in this object itself; what it points at are objects of their own."""
    waiting = [thing]
    while waiting:
        now = waiting.pop()
        if isinstance(now, Dictionary | Stream):
            # Once, as each look into the file's own dictionary is slow.
            entries = dict(now.items())
            _refuse_dictionary(now, entries)
            within = entries.values()
        else:
            within = now if isinstance(now, Array) else ()
        waiting += [value for value in within if isinstance(value, Dictionary | Array) and not value.is_indirect]


def _refuse_dictionary(dictionary: Object, entries: Entries) -> None:
    if known := KEYS.keys() & entries.keys():
        refuse(KEYS[min(known)])
    for key in PLACES_OF_ACTIONS & entries.keys():
        _refuse_unknown_action(entries[key])
    triggers = entries.get("/AA")
    if isinstance(triggers, Dictionary):
        for _trigger, action in triggers.items():
            _refuse_unknown_action(action)
    if "/EF" in entries:
        refuse_attachment(entries)
    _refuse_kind(entries)
    _refuse_links(entries)
    is_stream = isinstance(dictionary, Stream)
    if _name(entries, "/Type") == "/EmbeddedFile":
        refuse_attached_content(dictionary)
    is_drawn_from_elsewhere = isinstance(entries.get("/Ref"), Dictionary) and _name(entries, "/Subtype") == "/Form"
    if (is_stream and "/F" in entries) or is_drawn_from_elsewhere:
        refuse(Finding.PDF_FETCHES)


def _refuse_kind(entries: Entries) -> None:
    for key, table in (("/S", ACTIONS), ("/Subtype", SUBTYPES), ("/Type", TYPES)):
        if finding := table.get(_name(entries, key)):
            refuse(finding)
    kind = _name(entries, "/S")
    if kind == "/Named" and _name(entries, "/N") not in HARMLESS_NAMED:
        refuse(Finding.PDF_STARTS)
    if kind == "/Thread" and "/F" in entries:
        refuse(Finding.PDF_OPENS)


def _refuse_links(entries: Entries) -> None:
    for key in ("/URI", "/Base"):
        value = entries.get(key)
        if isinstance(value, String) and not is_harmless_link(str(value)):
            refuse(Finding.PDF_LINK)
    if _name(entries, "/S") == "/URI" and not isinstance(entries.get("/URI"), String):
        refuse(Finding.PDF_LINK)


def _refuse_unknown_action(action: object) -> None:
    for one in list(action) if isinstance(action, Array) else [action]:
        if isinstance(one, Dictionary):
            kind = one.get("/S")
            if isinstance(kind, Name) and str(kind) not in HARMLESS_ACTIONS:
                refuse(ACTIONS.get(str(kind), Finding.PDF_SCRIPT))


def _name(entries: Entries, key: str) -> str:
    value = entries.get(key)
    return str(value) if isinstance(value, Name) else ""
