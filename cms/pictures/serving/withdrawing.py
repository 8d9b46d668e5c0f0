"""The end of public renditions of pictures that no public page uses any more."""

import logging
from datetime import datetime

from django.db.models import F

from ...models.media import CustomImage, CustomRendition
from ..public_use import in_public_use
from ..renditions import PUBLIC

logger = logging.getLogger(__name__)


def withdraw_unused(now: datetime) -> int:
    """Remove public renditions of pictures that no public page uses any more; return of how many pictures.

    Only renditions go, never an original: a page that uses the picture again makes them anew, under new addresses.
    """
    public = set(CustomRendition.objects.filter(filter_spec__endswith=f"|{PUBLIC}").values_list("image_id", flat=True))
    unused = public - in_public_use(public)
    for picture in CustomImage.objects.filter(pk__in=unused):
        # Asked again, because a page may have been published meanwhile.
        if not in_public_use([picture.pk]):
            withdraw(picture)
    return len(unused)


def withdraw(picture: CustomImage) -> None:
    """Remove the public renditions of a picture; addresses made from now on are new ones."""
    CustomImage.objects.filter(pk=picture.pk).update(withdrawals=F("withdrawals") + 1)
    renditions = list(picture.renditions.filter(filter_spec__endswith=f"|{PUBLIC}"))
    for rendition in renditions:
        # The file first: if that fails, the row stays and the next round tries again.
        rendition.file.storage.delete(rendition.file.name)
        rendition.delete()
    logger.info("No public page uses picture %d any more: %d renditions removed.", picture.pk, len(renditions))
