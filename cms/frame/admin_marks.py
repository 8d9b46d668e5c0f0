"""What the city is known by in the admin: its name and its logo, as they are published."""

from dataclasses import dataclass

from django.conf import settings

from .frame import LOGO, frame_in
from .frame_pictures import FramePicture, frame_picture


@dataclass(frozen=True)
class AdminMarks:
    name: str
    logo: FramePicture | None = None
    logo_text: str = ""


def admin_marks() -> AdminMarks:
    """Return the marks of the German frame; without one, the name is the one of the settings."""
    row = frame_in(settings.LANGUAGE_CODE)
    if row is None:
        return AdminMarks(settings.WAGTAIL_SITE_NAME)
    return AdminMarks(row.site_name, frame_picture(row.logo, LOGO), row.logo_text)
