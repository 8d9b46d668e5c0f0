"""Members of working groups, and what they post."""

from cms.forms.form_start import new_start
from cms.models import User
from downloads.members.inviting import invite
from downloads.models import Membership, WorkingGroup
from tests.builders import PASSWORD

GROUPS = "/de/working-groups/"
LOG_IN = f"{GROUPS}log-in/"
LOG_OUT = f"{GROUPS}log-out/"
FORGOTTEN = f"{GROUPS}password/"
SECRET = "fünf lange Wörter für Tests"


def invited(group: WorkingGroup, address: str = "mitglied@verein.example", *, password: str = PASSWORD) -> User:
    """Somebody who was invited; with an empty ``password``, none has been chosen yet."""
    invite(group, address, "de")
    user = User.objects.get(memberships__working_group=group, email=address)
    if password:
        user.set_password(password)
        user.save()
    return user


def membership_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def typed(login: str = "mitglied@verein.example", password: str = PASSWORD, **more) -> dict:
    """What somebody posts to log in."""
    return {"login": login, "password": password, "next": "", "started": new_start(), "homepage": "", **more}


def asked(email: str = "mitglied@verein.example", **more) -> dict:
    """What somebody posts who has forgotten the password."""
    return {"email": email, "started": new_start(), "homepage": "", **more}


def chosen(password: str = SECRET, repeated: str | None = None) -> dict:
    """What somebody posts who chooses a password."""
    both = {"password": password, "repeated": password if repeated is None else repeated}
    return {**both, "started": new_start(), "homepage": ""}


def errors_of(response) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}
