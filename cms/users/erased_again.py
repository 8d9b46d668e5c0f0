"""Accounts that a restore has brought back although they were deleted."""

from datetime import datetime

from ..models.user import User


def accounts_again(deleted: dict[str, datetime]) -> int:
    """Delete those of these accounts that are back; return how many."""
    back = [user for user in User.objects.iterator() if str(user.erasure_id) in deleted]
    for user in back:
        user.delete()
    return len(back)
