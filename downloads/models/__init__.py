from ..pages.publication_index_page import PublicationIndexPage
from .count import DownloadCount
from .publication import Publication, PublicationFile
from .working_group import Membership, WorkingGroup

__all__ = ["DownloadCount", "Membership", "Publication", "PublicationFile", "PublicationIndexPage", "WorkingGroup"]
