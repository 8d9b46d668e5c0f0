"""Who may do what to whose account, group and workflow, actor by target by verb: no staff role raises itself."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Workflow,
)
from wagtail.snippets.models import get_snippet_models

from cms.models import User
from cms.users.rights import Reach
from events.models import Event
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, RIGHTS, TRANSLATORS
from tests.builders import add_page, make_admin, make_home, make_staff

from .test_roles import member

pytestmark = pytest.mark.django_db

SUPERUSER, ACCOUNTS_ONLY, PLAIN = "superuser", "accounts only", "plain"
ACTORS = (SUPERUSER, ADMINISTRATORS, ACCOUNTS_ONLY, CHIEF_EDITORS)
TARGETS = (SUPERUSER, ADMINISTRATORS, EDITORS, PLAIN)
# Of whom each actor may change the account: those who have no right that the actor lacks.
MAY_CHANGE = {
    SUPERUSER: set(TARGETS),
    ADMINISTRATORS: {ADMINISTRATORS, EDITORS, PLAIN},
    ACCOUNTS_ONLY: {PLAIN},
    CHIEF_EDITORS: set(),
}
ACTIONS = ("add", "change", "delete", "view")
WRITES = [model.replace(".", f".{action}_") for model in ("cms.user", "auth.group") for action in ACTIONS]
FLOWS = [f"wagtailcore.{action}_{model}" for model in ("workflow", "task") for action in ACTIONS]


def person(kind: str, username: str) -> User:
    if kind == SUPERUSER:
        return make_admin(username)
    if kind == PLAIN:
        return make_staff(username)
    if kind == ACCOUNTS_ONLY:
        return make_staff(username, *WRITES, *FLOWS)
    return member(kind, username)


def written(account: User, **changes) -> dict:
    """What the form of an account sends."""
    values = {
        "username": account.username,
        "email": account.email,
        "first_name": "Vor",
        "last_name": "Nach",
        "groups": [group.pk for group in account.groups.all()],
        "is_active": "on",
        **changes,
    }
    if account.is_superuser:
        values.setdefault("is_superuser", "on")
    return {name: value for name, value in values.items() if value is not None}


def edit(client, account, **changes):
    client.post(reverse("wagtailusers_users:edit", args=[account.pk]), written(account, **changes))


def in_bulk(client, action, account, **data):
    client.post(f"{reverse('wagtail_bulk_action', args=['cms', 'user', action])}?id={account.pk}", data)


def group_without_rights() -> Group:
    return Group.objects.get_or_create(name="Ohne Rechte")[0]


LACKING_IN_GERMAN = "Sie können nur Rechte vergeben, die Sie selbst haben."
NEW = "a new long password"
VERBS = {
    "password": lambda client, account: edit(client, account, password1=NEW, password2=NEW),
    "address": lambda client, account: edit(client, account, email="mine@stadt.example"),
    "name": lambda client, account: edit(client, account, username=f"mine-{account.pk}"),
    "group": lambda client, account: edit(client, account, groups=[group_without_rights().pk]),
    "deactivate": lambda client, account: edit(client, account, is_active=None),
    "delete": lambda client, account: client.post(reverse("wagtailusers_users:delete", args=[account.pk])),
    "bulk: deactivate": lambda client, account: in_bulk(client, "set_active_state", account, mark_as_active="False"),
    "bulk: delete": lambda client, account: in_bulk(client, "delete", account),
    "bulk: group": lambda client, account: in_bulk(client, "assign_role", account, role=group_without_rights().pk),
}


def state(account: User) -> tuple:
    row = User.objects.filter(pk=account.pk)
    fields = ("password", "email", "username", "is_active", "is_superuser")
    return (*row.values_list(*fields), *row.values_list("groups", flat=True))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_changes_an_account_that_has_a_right_they_lack(client, actor, verb):  # X1 X10
    client.force_login(person(actor, "actor"))
    changed = set()
    for number, target in enumerate(TARGETS):
        account = person(target, f"target-{number}")
        before = state(account)
        VERBS[verb](client, account)
        if state(account) != before:
            changed.add(target)
    assert changed == MAY_CHANGE[actor]


@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_but_a_superuser_makes_a_superuser(client, actor):  # X1
    client.force_login(person(actor, "actor"))
    account = person(PLAIN, "target")
    edit(client, account, is_superuser="on")
    client.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "new",
            "email": "new@stadt.example",
            "first_name": "N",
            "last_name": "N",
            "is_superuser": "on",
            "password1": NEW,
            "password2": NEW,
        },
    )
    made = set(User.objects.filter(is_superuser=True).values_list("username", flat=True)) - {"actor"}
    assert made == ({"target", "new"} if actor == SUPERUSER else set())


# Each road on which somebody gets into a group.
def _by_own_form(client, actor, group):
    edit(client, actor, groups=[*actor.groups.values_list("pk", flat=True), group.pk])
    return actor


def _by_colleagues_form(client, actor, group):
    colleague = make_staff("colleague")
    edit(client, colleague, groups=[group.pk])
    return colleague


def _by_new_account(client, actor, group):
    names = {"username": "new", "email": "new@stadt.example", "first_name": "N", "last_name": "N"}
    client.post(reverse("wagtailusers_users:add"), {**names, "groups": [group.pk], "password1": NEW, "password2": NEW})
    return User.objects.filter(username="new").first() or User()


def _in_bulk(client, actor, group):
    in_bulk(client, "assign_role", actor, role=group.pk)
    return actor


@pytest.mark.parametrize("road", [_by_own_form, _by_colleagues_form, _by_new_account, _in_bulk])
@pytest.mark.parametrize(
    ("actor", "given"),
    [(SUPERUSER, {*RIGHTS}), (ADMINISTRATORS, {*RIGHTS}), (ACCOUNTS_ONLY, set()), (CHIEF_EDITORS, {CHIEF_EDITORS})],
)
def test_nobody_gives_a_group_that_has_a_right_they_lack(client, actor, given, road):  # X1 X10
    got = set()
    for number, name in enumerate(RIGHTS):
        somebody = person(actor, f"actor-{number}")
        client.force_login(somebody)
        group = Group.objects.get(name=name)
        User.objects.filter(username__in=["new", "colleague"]).delete()
        who = road(client, somebody, group)
        if who.pk and who.groups.filter(pk=group.pk).exists():
            got.add(name)
    # A chief editor opens none of these screens; what is theirs already was theirs before.
    own = road in (_by_own_form, _in_bulk)
    assert got == (given if actor in (SUPERUSER, ADMINISTRATORS) else {actor} & given if own else set())


def panels(**changes) -> dict:
    """The empty lists of branches that the form of a group sends."""
    prefixes = ("page_permissions", "collection_permissions", "document_permissions", "image_permissions")
    numbers = {f"{prefix}-{part}": "0" for prefix in prefixes for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    limits = {f"{prefix}-MIN_NUM_FORMS": "0" for prefix in prefixes} | {f"{p}-MAX_NUM_FORMS": "1000" for p in prefixes}
    return {**numbers, **limits, **changes}


def save_group(client, group: Group, **changes):
    kept = [permission.pk for permission in group.permissions.all()]
    return client.post(
        reverse("wagtailusers_groups:edit", args=[group.pk]),
        panels(**{"name": group.name, "permissions": kept, **changes}),
    )


def permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


@pytest.mark.parametrize(("actor", "may"), [(ACCOUNTS_ONLY, False), (ADMINISTRATORS, True)])
def test_nobody_adds_a_right_that_they_lack_to_a_group(client, actor, may):  # X1
    somebody = person(actor, "actor")
    group = group_without_rights()
    somebody.groups.add(group)
    client.force_login(somebody)
    save_group(client, group, permissions=[permission("events.publish_event").pk])
    assert group.permissions.filter(codename="publish_event").exists() is may
    save_group(client, group, permissions=[permission("cms.change_user").pk])
    assert list(group.permissions.values_list("codename", flat=True)) == ["change_user"]


def _page_row() -> dict:
    return {
        "page_permissions-TOTAL_FORMS": "1",
        "page_permissions-0-page": str(Page.get_first_root_node().pk),
        "page_permissions-0-permissions": ["publish_page"],
    }


def _picture_row() -> dict:
    return {
        "image_permissions-TOTAL_FORMS": "1",
        "image_permissions-0-collection": str(Collection.get_first_root_node().pk),
        "image_permissions-0-permissions": [str(permission("wagtailimages.add_image").pk)],
    }


@pytest.mark.parametrize("row", [_page_row, _picture_row])
@pytest.mark.parametrize(("actor", "may"), [(ACCOUNTS_ONLY, False), (ADMINISTRATORS, True)])
def test_nobody_gives_a_group_a_branch_that_they_lack(client, actor, may, row):  # X1
    client.force_login(person(actor, "actor"))
    group = group_without_rights()
    answer = save_group(client, group, **row())
    given = GroupPagePermission.objects.filter(group=group), GroupCollectionPermission.objects.filter(group=group)
    assert any(rows.exists() for rows in given) is may
    assert (LACKING_IN_GERMAN in answer.text) is not may


@pytest.mark.parametrize(("actor", "may"), [(ACCOUNTS_ONLY, False), (ADMINISTRATORS, True)])
def test_nobody_changes_or_deletes_a_group_that_has_a_right_they_lack(client, actor, may):  # X1
    client.force_login(person(actor, "actor"))
    group = Group.objects.get(name=EDITORS)
    save_group(client, group, name="Umbenannt", permissions=[])
    assert Group.objects.filter(name="Umbenannt").exists() is may
    client.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    assert Group.objects.filter(pk=group.pk).exists() is not may


def test_an_administrator_of_the_city_reaches_all_six_groups_and_no_superuser():  # E6
    reach = Reach(member(ADMINISTRATORS))
    assert {group.name for group in Group.objects.all() if reach.covers_group(group)} >= set(RIGHTS)
    assert reach.covers_account(make_admin("root")) is False


def test_a_right_on_a_branch_reaches_below_it_and_not_beside_it():  # X1
    home = make_home()
    here, beside = add_page(home, "Hier"), add_page(home, "Daneben")
    below = add_page(here, "Darunter")
    change, publish = permission("wagtailcore.change_page"), permission("wagtailcore.publish_page")
    group = group_without_rights()
    GroupPagePermission.objects.create(group=group, page=here, permission=change)
    account = make_staff("writer")
    account.groups.add(group)
    reach = Reach(account)
    pages = (here, below, beside, home)
    assert [reach.covers_branch(change, page.path) for page in pages] == [True, True, False, False]
    assert reach.covers_branch(publish, here.path) is False


def test_who_approves_is_decided_by_those_who_publish(client):  # X1 E6
    workflow = Workflow.objects.get()
    task = GroupApprovalTask.objects.get()
    group = group_without_rights()
    values = {"name": task.name, "groups": [group.pk]}
    outcomes = {}
    for actor in (ACCOUNTS_ONLY, ADMINISTRATORS):
        somebody = person(actor, f"actor {actor}")
        client.force_login(somebody)
        client.post(reverse("wagtailadmin_workflows:edit_task", args=[task.pk]), values)
        client.post(reverse("wagtailadmin_workflows:disable", args=[workflow.pk]))
        outcomes[actor] = (group in task.groups.all(), Workflow.objects.get().active)
    assert outcomes == {ACCOUNTS_ONLY: (False, True), ADMINISTRATORS: (True, False)}


def test_whoever_may_approve_is_out_of_reach_for_who_may_not():  # X1
    account, approver = make_staff("accounts", *WRITES), make_staff("approver")
    group = group_without_rights()
    approver.groups.add(group)
    assert Reach(account).covers_account(approver) is True
    GroupApprovalTask.objects.get().groups.add(group)
    assert Reach(account).covers_account(approver) is False


@pytest.mark.parametrize("role", [EDITORS, CHIEF_EDITORS, TRANSLATORS, ADMINISTRATORS])
def test_who_may_read_a_page_is_decided_by_those_who_publish(client, role):  # X1 E6
    page = add_page(make_home(), "Intern")
    client.force_login(member(role))
    client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"})
    assert PageViewRestriction.objects.filter(page=page).exists() is (role in (CHIEF_EDITORS, ADMINISTRATORS))


def test_the_lists_lead_to_no_account_and_no_group_out_of_reach(client):  # X10
    root, plain = make_admin("root"), make_staff("plain")
    client.force_login(person(ACCOUNTS_ONLY, "actor"))
    accounts, groups = client.get(reverse("wagtailusers_users:index")), client.get(reverse("wagtailusers_groups:index"))
    edit_of = {account: reverse("wagtailusers_users:edit", args=[account.pk]) for account in (root, plain)}
    assert [address in accounts.text for address in edit_of.values()] == [False, True]
    editors = Group.objects.get(name=EDITORS)
    assert reverse("wagtailusers_groups:edit", args=[editors.pk]) not in groups.text


def test_every_text_that_is_submitted_has_a_right_to_publish_it():
    submitted = [model for model in get_snippet_models() if hasattr(model, "get_workflow")]
    assert Event in submitted
    names = {f"{model._meta.app_label}.publish_{model._meta.model_name}" for model in submitted}
    assert names <= set(RIGHTS[ADMINISTRATORS])
