"""The rights of the desk, by the names under which Django knows them."""

from cms.models import User

VIEW, ENTER, CHANGE, ERASE = (f"events.{action}_signup" for action in ("view", "add", "change", "delete"))
DECIDE, EXPORT, CHECK_IN = (f"events.{action}_signup" for action in ("decide", "export", "check_in"))
COUNT_NEEDS, VIEW_NEEDS = "events.count_need", "events.view_need"
VIEW_MESSAGES, WRITE = "events.view_message", "events.add_message"
VIEW_MAILS, CHANGE_MAILS = "mail.view_mail", "mail.change_mail"
# Whoever may do one of these things has something to do with an event's sign-ups.
AT_THE_DESK = (VIEW, EXPORT, CHECK_IN, COUNT_NEEDS, VIEW_NEEDS)


def may_any(user: User, permissions: tuple[str, ...]) -> bool:
    """Tell whether ``user`` has one of these permissions."""
    return any(user.has_perm(permission) for permission in permissions)
