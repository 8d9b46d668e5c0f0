"""People of the staff."""

from django.contrib.auth.models import Permission

from cms.models import User

PASSWORD = "a long password for tests"


def make_admin(username: str = "admin") -> User:
    """A user who may do everything; the password is PASSWORD."""
    return User.objects.create_superuser(username, f"{username}@stadt.example", PASSWORD)


def make_staff(username: str, *permissions: str) -> User:
    """A user of the admin with these permissions only, each named ``app_label.codename``."""
    user = User.objects.create_user(username, f"{username}@stadt.example", PASSWORD)
    for permission in ("wagtailadmin.access_admin", *permissions):
        app_label, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return user
