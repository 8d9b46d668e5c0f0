"""Groups with the rights of their work, and an account for each; they name a function, no person."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.languages.models import LanguageProfile
from cms.models import SiteFrame, User
from downloads.models import Publication
from events.models import Event, Signup, SignupForm, Venue

PASSWORD = "teilhabe-demo"
EDITORS, SIGNUP_STAFF, WORKING_GROUPS = "Redaktion", "Anmeldung", "Arbeitsgruppen"
EDITED = [SiteFrame, Publication, Event, Venue, SignupForm]
EDITORS_PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]


@dataclass(frozen=True)
class Account:
    """A login of the demo; the password is the same for all of them."""

    name: str
    role: str
    group: str | None = None


ADMINISTRATOR = Account("admin", "administrator, may do everything")
EDITOR = Account("redaktion", "editor: pages, events, drafts, translations", EDITORS)
ACCOUNTS = [
    EDITOR,
    Account("anmeldung", "sign-up staff: sees the sign-ups of all events", SIGNUP_STAFF),
    Account("arbeitsgruppe", "member of a working group: may read the internal first draft", WORKING_GROUPS),
    ADMINISTRATOR,
]


def create_accounts() -> dict[str, User]:
    """Create groups and accounts; an account that is there already keeps its password and its rights."""
    groups = {
        EDITORS: _editors(),
        SIGNUP_STAFF: _signup_staff(),
        WORKING_GROUPS: Group.objects.get_or_create(name=WORKING_GROUPS)[0],
    }
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
    return users


def _editors() -> Group:
    group, _ = Group.objects.get_or_create(name=EDITORS)
    rights = [_right("wagtailadmin", "access_admin"), _right("wagtail_localize", "submit_translation")]
    for model in EDITED:
        # All that the model has: besides add and change, those to publish and to lock where it has drafts.
        rights += Permission.objects.filter(content_type=ContentType.objects.get_for_model(model))
    rights += [_model_right(LanguageProfile, action) for action in ("view", "add", "change")]
    group.permissions.add(*rights)
    for name in EDITORS_PAGE_RIGHTS:
        # On the root page, because each language has a tree of its own.
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.get_first_root_node(), permission=_right("wagtailcore", name)
        )
    collection = Collection.get_first_root_node()
    for name in ("add_image", "change_image", "choose_image"):
        # Wagtail asks for the rights of its own image model, whichever model holds the pictures.
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=_right("wagtailimages", name)
        )
    return group


def _signup_staff() -> Group:
    group, _ = Group.objects.get_or_create(name=SIGNUP_STAFF)
    group.permissions.add(
        _right("wagtailadmin", "access_admin"), _model_right(Signup, "view"), _model_right(Event, "view")
    )
    return group


def _right(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _model_right(model: type[models.Model], action: str) -> Permission:
    return _right(model._meta.app_label, f"{action}_{model._meta.model_name}")
