"""Which files of a publication say less than the German one by now."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..models.publication import PublicationFile


def outdated_files(files: "list[PublicationFile]") -> "list[PublicationFile]":
    """Return those of a publication's files whose German one has been replaced since."""
    german = next((file for file in files if file.is_german), None)
    return [file for file in files if file.is_outdated_beside(german)]
