"""Why a file can't become a picture of the site, in one sentence."""

from django.core.exceptions import ValidationError


class UnusablePicture(ValidationError):
    """Raised for a file that is no picture we take in; its one message is for whoever uploads it."""
