"""What may be found in a file that nobody may offer. Without Django: what looks into files runs in a bare process."""

from enum import StrEnum
from typing import NoReturn


class Finding(StrEnum):
    """Why a file is refused; ``downloads.examining.file_refusals`` has the sentence for each."""

    NOT_WHAT_IT_SAYS = "not what it says"
    TOO_COMPLICATED = "too complicated"

    PDF_BROKEN = "pdf broken"
    PDF_WITHOUT_PAGES = "pdf without pages"
    PDF_TOO_MANY_PAGES = "pdf too many pages"
    PDF_PASSWORD = "pdf password"
    PDF_PRINTING_LOCKED = "pdf printing locked"
    PDF_LOCKED = "pdf locked"
    PDF_SCRIPT = "pdf script"
    PDF_STARTS = "pdf starts a program"
    PDF_OPENS = "pdf opens another file"
    PDF_SENDS = "pdf sends what is typed"
    PDF_FETCHES = "pdf fetches"
    PDF_LINK = "pdf link"
    PDF_FORM_PROGRAM = "pdf form that is a program"
    PDF_FILES = "pdf files inside"
    PDF_MEDIA = "pdf media"
    PDF_EARLIER = "pdf earlier state"

    OFFICE_BROKEN = "office broken"
    OFFICE_PASSWORD = "office password"
    OFFICE_BOMB = "office bomb"
    OFFICE_MACROS = "office macros"
    OFFICE_PROGRAMS = "office objects of programs"
    OFFICE_FILES = "office files inside"
    OFFICE_DDE = "office dde"
    OFFICE_TEMPLATE = "office template"
    OFFICE_FETCHES = "office fetches"
    OFFICE_ENTITIES = "office entities"
    OFFICE_LINK = "office link"


class Found(Exception):
    """The file may not be offered."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.value)
        self.finding = finding


def refuse(finding: Finding) -> NoReturn:
    raise Found(finding)
