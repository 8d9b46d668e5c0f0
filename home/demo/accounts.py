"""An account for each role, which names a function and no person."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from cms.models import User
from downloads.models import WorkingGroup

from ..roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, NEEDS_STAFF, SIGNUP_STAFF, TRANSLATORS, ensure_roles

PASSWORD = "teilhabe-demo"
WORKING_GROUP = "Arbeitsgruppe Sprache und Bildung"


@dataclass(frozen=True)
class Account:
    """A login of the demo; the password is the same for all of them."""

    name: str
    role: str
    group: str | None = None


ADMINISTRATOR = Account("admin", "superuser, may do everything")
EDITOR = Account("redaktion", "editor: pages, events, drafts, translations; submits for approval", EDITORS)
CHIEF_EDITOR = Account("leitung", "chief editor: the same, approves and publishes", CHIEF_EDITORS)
STAFF = Account("anmeldung", "sign-up staff: decides on sign-ups, writes to participants", SIGNUP_STAFF)
MEMBER = Account("arbeitsgruppe", "member of a working group: may read the internal first draft")
ACCOUNTS = [
    EDITOR,
    CHIEF_EDITOR,
    Account("uebersetzung", "translator: translates, and submits for approval", TRANSLATORS),
    STAFF,
    Account("zugangsbedarf", "access-needs staff: sees who needs sign language, an interpreter or a ramp", NEEDS_STAFF),
    Account("verwaltung", "administrator: accounts, groups, settings and all of the above", ADMINISTRATORS),
    MEMBER,
    ADMINISTRATOR,
]


def create_accounts() -> dict[str, User]:
    """Create the accounts in their groups; an account that is there already keeps its password and its rights."""
    ensure_roles()
    groups = {group.name: group for group in Group.objects.all()}
    users = {}
    for account in ACCOUNTS:
        rights = {"is_superuser": account is ADMINISTRATOR, "is_staff": account is ADMINISTRATOR}
        user, is_new = User.objects.get_or_create(
            username=account.name, defaults={**rights, "first_name": account.group or ""}
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save()
            if account.group:
                user.groups.add(groups[account.group])
        users[account.name] = user
    WorkingGroup.objects.get_or_create(name=WORKING_GROUP)[0].members.add(users[MEMBER.name])
    return users
