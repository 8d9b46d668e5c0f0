"""No portraits of staff: Wagtail would keep them as uploaded, with place and author, where everybody finds them."""

from wagtail.admin.views.account import AvatarSettingsPanel


def offer_no_avatars() -> None:
    """Leave the upload out of everybody's own account; what is posted all the same is not looked at."""
    AvatarSettingsPanel.is_active = lambda panel: False
