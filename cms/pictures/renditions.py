"""Public and private renditions: how they are told apart, how they are named, and who makes which.

``|public`` at the end of a filter marks a rendition that everybody may fetch. Without it, it is private.
"""

from pathlib import PurePath

from django.utils.crypto import salted_hmac
from wagtail.images.models import Filter

PUBLIC = "public"
PUBLIC_FOLDER, PRIVATE_FOLDER = "images", "renditions"
# 160 bits, of which nobody guesses one
KEY_LENGTH = 40
# What renditions are called; a name that is taken gets seven more letters from Django.
NAME = rf"[0-9a-f]{{{KEY_LENGTH}}}(?:_\w{{7}})?\.(?:avif|gif|jpg|png|webp)"
PUBLIC_NAME = f"{PUBLIC_FOLDER}/{NAME}"


class NotInPublicUse(Exception):
    """Raised instead of making a public rendition of a picture that no public page uses."""


def as_public(rendition_filter: Filter | str) -> str:
    """Return the filter of the public rendition."""
    spec = rendition_filter if isinstance(rendition_filter, str) else rendition_filter.spec
    return spec if is_public(spec) else f"{spec}|{PUBLIC}"


def is_public(spec: str) -> bool:
    """Return whether everybody may fetch renditions with this filter."""
    return PUBLIC in spec.split("|")


def stored_name(rendition, filename: str) -> str:
    """Return where to store a rendition: a name that tells nothing and that nobody guesses.

    It changes when the picture's file changes and when its public renditions were withdrawn.
    """
    image = rendition.image
    parts = [image.pk, image.withdrawals, image.file_hash, rendition.filter_spec, rendition.focal_point_key]
    key = salted_hmac("cms.pictures.renditions", "/".join(map(str, parts)), algorithm="sha256").hexdigest()[:KEY_LENGTH]
    folder = PUBLIC_FOLDER if is_public(rendition.filter_spec) else PRIVATE_FOLDER
    return f"{folder}/{key}{PurePath(filename).suffix}"
