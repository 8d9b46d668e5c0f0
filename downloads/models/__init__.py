from .count import DownloadCount
from .page import PublicationIndexPage
from .publication import Publication, PublicationFile
from .working_group import Membership, WorkingGroup

__all__ = ["DownloadCount", "Membership", "Publication", "PublicationFile", "PublicationIndexPage", "WorkingGroup"]
