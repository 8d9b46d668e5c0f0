"""The groups of a new site, each with the rights of its work.

The rule: a group that is missing is made, with all its rights. A group that is there gets only rights that are new
with this version of the software, because nobody can have decided about those yet. What an administrator granted or
took away stays as it is; ``manage.py roles`` gives every group its rights again, where somebody wants that.
"""

from collections.abc import Iterable

from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
)
from wagtail.snippets.models import create_extra_permissions

EDITORS, CHIEF_EDITORS, TRANSLATORS, SIGNUP_STAFF, NEEDS_STAFF, ADMINISTRATORS = (
    "Redaktion",
    "Redaktionsleitung",
    "Übersetzung",
    "Anmeldung",
    "Zugangsbedarf",
    "Verwaltung",
)
# Editors and translators submit; these publish.
APPROVERS = (CHIEF_EDITORS, ADMINISTRATORS)
# What Wagtail calls the workflow of a new site, and its task; what we call them
WAGTAILS_APPROVAL, APPROVAL = "Moderators approval", "Freigabe"
# What is submitted besides pages: app label and model.
SUBMITTED = (
    ("events", "event"),
    ("events", "signupform"),
    ("events", "mailtext"),
    ("cms", "siteframe"),
    ("terms", "term"),
    ("downloads", "publication"),
    ("languages", "languageprofile"),
)
ADMIN = "wagtailadmin.access_admin"
EVERY = ("add", "change", "delete", "view")


def _rights(app_label: str, model: str, actions: Iterable[str]) -> list[str]:
    return [f"{app_label}.{action}_{model}" for action in actions]


_EDITED = [
    *_rights("cms", "siteframe", EVERY),
    *_rights("cms", "video", ("add", "change", "view")),
    *_rights("languages", "languageprofile", ("add", "change", "view")),
    *_rights("terms", "term", EVERY),
    *_rights("downloads", "publication", EVERY),
    *_rights("downloads", "workinggroup", EVERY),
    *_rights("events", "event", (*EVERY, "lock", "unlock")),
    *_rights("events", "venue", EVERY),
    *_rights("events", "signupform", EVERY),
    *_rights("events", "declinereason", EVERY),
    *_rights("events", "eventseries", EVERY),
    *_rights("events", "mailtext", ("add", "change", "view")),
    "wagtail_localize.submit_translation",
]
# Deleting a video takes it from the pages that show it, and a mail text from the mails, so it is theirs who publish; so
# is where an address leads that is known outside.
_PUBLISHED = [
    *(f"{app_label}.publish_{model}" for app_label, model in SUBMITTED),
    *("cms.delete_video", "events.delete_mailtext"),
    *_rights("wagtailredirects", "redirect", EVERY),
]
_DESK = [
    *_rights("events", "signup", (*EVERY, "decide", "export", "check_in")),
    "events.count_need",
    *_rights("events", "invitationcode", EVERY),
    *_rights("events", "message", ("add", "view")),
    "events.view_erasure",
    *_rights("mail", "mail", ("view", "change")),
    "events.view_event",
    *_rights("events", "declinereason", ("view", "add", "change")),
]
RIGHTS: dict[str, list[str]] = {
    EDITORS: [ADMIN, *_EDITED],
    CHIEF_EDITORS: [ADMIN, *_EDITED, *_PUBLISHED],
    # To choose another video for another language.
    TRANSLATORS: [ADMIN, "wagtail_localize.submit_translation", "events.view_event", "cms.view_video"],
    SIGNUP_STAFF: [ADMIN, *_DESK],
    NEEDS_STAFF: [ADMIN, "events.view_need", "events.count_need", "events.view_event"],
    ADMINISTRATORS: [
        ADMIN,
        *_EDITED,
        *_PUBLISHED,
        *_DESK,
        "events.view_need",
        "cms.view_invariantrun",
        *_rights("cms", "user", EVERY),
        *_rights("auth", "group", EVERY),
        # Without its site, no page has an address; and nobody needs a second one.
        *_rights("wagtailcore", "site", ("change", "view")),
        *_rights("wagtailcore", "locale", EVERY),
        *_rights("wagtailcore", "collection", EVERY),
        *_rights("wagtailcore", "workflow", EVERY),
        *_rights("wagtailcore", "task", EVERY),
    ],
}
# On the root page, because each language has a tree of its own.
PAGE_RIGHTS: dict[str, list[str]] = {
    EDITORS: ["add_page", "change_page"],
    CHIEF_EDITORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    TRANSLATORS: ["change_page"],
    ADMINISTRATORS: ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
}
# Wagtail asks for the rights of its own image model, whichever model holds the pictures.
PICTURE_RIGHTS: dict[str, list[str]] = {
    EDITORS: ["add_image", "change_image", "choose_image"],
    CHIEF_EDITORS: ["add_image", "change_image", "choose_image"],
    TRANSLATORS: ["choose_image"],
    ADMINISTRATORS: ["add_image", "change_image", "choose_image"],
}


def rights_of(role: str) -> list[str]:
    """Return the rights of a group; those to publish come to editors where one person does both."""
    return [*RIGHTS[role], *(_PUBLISHED if _publishes_alone(role) else [])]


def page_rights_of(role: str) -> list[str]:
    """Return the rights of a group on pages, as above."""
    return [*PAGE_RIGHTS.get(role, []), *(["publish_page"] if _publishes_alone(role) else [])]


def _publishes_alone(role: str) -> bool:
    return role == EDITORS and settings.EDITORS_MAY_PUBLISH


def ensure_roles(using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Make the groups that are missing, and grant what is new; runs after each migrate.

    This room comes first among the apps, so the permissions of the others may not exist yet: they are made here.
    What Django makes now and wasn't there before is what this version brings.
    """
    if using != DEFAULT_DB_ALIAS:
        return
    before = set(Permission.objects.values_list("pk", flat=True))
    for app_config in installed_apps.get_app_configs():
        create_permissions(app_config, verbosity=0, using=using)
    # To publish and to lock snippets: Wagtail's own receiver, which comes later too, and knows those of the hooks.
    hooks.search_for_hooks()
    create_extra_permissions(installed_apps.get_app_config("wagtailsnippets"), using=using)
    new = set(Permission.objects.exclude(pk__in=before).values_list("pk", flat=True))
    with transaction.atomic():
        for name in RIGHTS:
            group, is_missing = Group.objects.get_or_create(name=name)
            _grant(group, None if is_missing else new)
            if is_missing and name in APPROVERS:
                _let_approve(group)
        _let_submit([model for model in SUBMITTED if _permissions([f"{model[0]}.publish_{model[1]}"], new)])
        _name_approval()


def restore_roles() -> None:
    """Give every group all rights of its work again; what it was granted besides stays.

    Only whether editors publish alone is the setting's to say, ``EDITORS_MAY_PUBLISH``: what it gave, it takes back.
    """
    with transaction.atomic():
        _name_approval()
        for name in RIGHTS:
            group = Group.objects.get_or_create(name=name)[0]
            _grant(group, None)
            if name in APPROVERS:
                _let_approve(group)
            if name == EDITORS and not settings.EDITORS_MAY_PUBLISH:
                group.permissions.remove(*_permissions(_PUBLISHED, None))
                group.page_permissions.filter(permission__codename="publish_page").delete()


def _let_approve(group: Group) -> None:
    """Let the group approve what is submitted in the workflow that Wagtail makes for the pages of a new site."""
    for task in GroupApprovalTask.objects.filter(workflow_tasks__workflow__workflow_pages__page__depth=1):
        task.groups.add(group)
    _let_submit(SUBMITTED)


def _name_approval() -> None:
    """Give the workflow that Wagtail makes, and its task, a German name, unless somebody has given them another."""
    for model in (Task, Workflow):
        model.objects.filter(name=WAGTAILS_APPROVAL).update(name=APPROVAL)


def _let_submit(models: Iterable[tuple[str, str]]) -> None:
    """Give what is submitted besides pages the workflow of the pages, unless somebody gave it another."""
    workflow = Workflow.objects.filter(workflow_pages__page__depth=1).first()
    for app_label, model in models if workflow else ():
        content_type = ContentType.objects.get_by_natural_key(app_label, model)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})


def _grant(group: Group, only: set[int] | None) -> None:
    """Grant the rights of the group's work; with ``only``, just those of these permissions."""
    group.permissions.add(*_permissions(rights_of(group.name), only))
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for right in _permissions([f"wagtailcore.{name}" for name in page_rights_of(group.name)], only):
        if root is not None:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    for right in _permissions([f"wagtailimages.{name}" for name in PICTURE_RIGHTS.get(group.name, [])], only):
        if collection is not None:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)


def _permissions(names: list[str], only: set[int] | None) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return [right for right in Permission.objects.filter(wanted) if only is None or right.pk in only]
