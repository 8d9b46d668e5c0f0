"""What happens to a publication and its files when a revision takes the place of what readers have."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext

from cms.ground.publish_refusal import PublishRefused

from .enums import Audience

if TYPE_CHECKING:
    from .publication import Publication


def recognise_files(publication: "Publication") -> None:
    """Give the files of a revision the rows that they had, and note when readers get what is new to them.

    A file that changes its language gets a new row: the rows are written one after the other, and the database knows
    one file for each language at any moment.
    """
    if not publication.pk:
        return
    row = type(publication).objects.filter(pk=publication.pk).first()
    opens = publication.live and row is not None and not row.live
    before = {file.public_id: file for file in row.files.all()} if row else {}
    now = timezone.now()
    for file in publication.files.all():
        known = before.get(file.public_id)
        file.pk = known.pk if known and known.language == file.language else None
        if opens or known is None or known.digest != file.digest:
            file.uploaded_at = now


def refuse_to_release(draft: "Publication") -> None:
    """Refuse what became impossible since the draft was checked. Raises PublishRefused."""
    others = type(draft).objects.exclude(pk=draft.pk)
    if draft.supersedes_id and others.filter(supersedes=draft.supersedes_id).exists():
        raise PublishRefused(
            gettext("Another publication has become the next version in the meantime. Choose there which comes first.")
        )
    if draft.audience == Audience.GROUP and not draft.working_groups.all():
        raise PublishRefused(
            gettext("The working groups of this publication don't exist any more. Name at least one, then publish it.")
        )
