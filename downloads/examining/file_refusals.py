"""What an editor reads when a file is refused: what is in it, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .findings import Finding

REFUSALS: dict[Finding, Promise] = {
    Finding.NOT_WHAT_IT_SAYS: _(
        "The content of this file isn't what its name says. Please save it again as a PDF and upload that."
    ),
    Finding.TOO_COMPLICATED: _(
        "This file is built in such a complicated way that it can't be checked. Please print it into a new PDF and "
        "upload that."
    ),
    Finding.PDF_BROKEN: _("This PDF is broken and can't be read. Please make it anew and upload that."),
    Finding.PDF_WITHOUT_PAGES: _("This PDF has no pages. Please make it anew and upload that."),
    Finding.PDF_TOO_MANY_PAGES: _("This PDF has too many pages. Please divide it and upload the parts."),
    Finding.PDF_PASSWORD: _("This PDF is protected with a password. Please upload it without protection."),
    Finding.PDF_PRINTING_LOCKED: _(
        "In this PDF printing is locked by an owner password. Please save it without restrictions and upload that."
    ),
    Finding.PDF_LOCKED: _(
        "In this PDF copying or changing is locked by an owner password, which shuts out aids for reading. Please save "
        "it without restrictions and upload that."
    ),
    Finding.PDF_SCRIPT: _("This PDF holds a script. Please save it without scripts and upload that."),
    Finding.PDF_STARTS: _(
        "This PDF starts a program or a command of the reader's computer. Please remove that button or link and "
        "upload it again."
    ),
    Finding.PDF_OPENS: _(
        "This PDF opens another file. Please link to an address on the web instead and upload it again."
    ),
    Finding.PDF_SENDS: _(
        "This PDF sends what is typed into it, or takes in data. Please remove that button and upload it again."
    ),
    Finding.PDF_FETCHES: _(
        "Parts of this PDF lie in other files. Please save it with everything inside and upload that."
    ),
    Finding.PDF_LINK: _(
        "A link in this PDF leads neither to the web nor to an e-mail address or a telephone. Please correct the link "
        "and upload it again."
    ),
    Finding.PDF_FORM_PROGRAM: _(
        "This PDF is a form of a kind that runs as a program (XFA). Please print it into a new PDF and upload that."
    ),
    Finding.PDF_FILES: _(
        "This PDF holds other files. Please save it without attachments and upload those on their own."
    ),
    Finding.PDF_MEDIA: _(
        "This PDF holds film, sound or a 3D model. Please save it without them and put them on a page."
    ),
    Finding.PDF_EARLIER: _(
        "This PDF still holds an earlier state of itself, with a script, a program or another file. Please print it "
        "into a new PDF and upload that."
    ),
    Finding.OFFICE_BROKEN: _("This file is broken and can't be read. Please save it again and upload that."),
    Finding.OFFICE_PASSWORD: _("This file is protected with a password. Please upload it without protection."),
    Finding.OFFICE_BOMB: _(
        "This file unfolds to far more than its size. Please save it again as a PDF and upload that."
    ),
    Finding.OFFICE_MACROS: _("This file holds macros. Please save it without macros and upload that."),
    Finding.OFFICE_PROGRAMS: _("This file holds objects of other programs. Please save it as a PDF and upload that."),
    Finding.OFFICE_FILES: _("This file holds other files. Please remove them, or save it as a PDF, and upload that."),
    Finding.OFFICE_DDE: _(
        "A field in this file asks another program for data (DDE). Please replace the field by its text and upload it "
        "again."
    ),
    Finding.OFFICE_TEMPLATE: _(
        "This file fetches its template from elsewhere when it is opened. Please attach the template 'Normal' to it, "
        "or save it as a PDF, and upload that."
    ),
    Finding.OFFICE_FETCHES: _(
        "This file fetches pictures, texts or data from elsewhere when it is opened. Please save it with everything "
        "inside, or as a PDF, and upload that."
    ),
    Finding.OFFICE_ENTITIES: _(
        "This file declares its own building blocks (XML entities), as no office program does. Please save it again "
        "and upload that."
    ),
    Finding.OFFICE_LINK: _(
        "A link in this file leads neither to the web nor to an e-mail address or a telephone. Please correct the link "
        "and upload it again."
    ),
}
