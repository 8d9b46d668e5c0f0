from django.conf import settings

from cms.frame.frame import frame_in


def contact_address(language: str) -> str:
    """Return the e-mail address of the city that stands at the bottom of every page in ``language``."""
    frame = frame_in(language)
    return frame.contact_email if frame else settings.DEFAULT_FROM_EMAIL
