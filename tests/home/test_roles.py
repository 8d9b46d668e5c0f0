"""The groups of a new site: each sees what it may, and an administrator's choice stays."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site

from cms.models import User
from downloads.models import WorkingGroup
from events.models import Event
from events.signups import Needs
from home.roles import (
    ADMINISTRATORS,
    CHIEF_EDITORS,
    EDITORS,
    NEEDS_STAFF,
    PAGE_RIGHTS,
    PICTURE_RIGHTS,
    RIGHTS,
    SIGNUP_STAFF,
    TRANSLATORS,
    ensure_roles,
    restore_roles,
)
from tests.builders import make_event_row, make_home, signed_up_and_confirmed
from tests.events.test_admin import facts

pytestmark = pytest.mark.django_db
ROLES = [EDITORS, CHIEF_EDITORS, TRANSLATORS, SIGNUP_STAFF, NEEDS_STAFF, ADMINISTRATORS]
EVERYBODY_WHO_WRITES = {EDITORS, CHIEF_EDITORS, ADMINISTRATORS}
EVERYBODY_AT_THE_DESK = {SIGNUP_STAFF, ADMINISTRATORS}
# Who may open which screen; everybody else is turned away.
MATRIX = {
    "signups:index": EVERYBODY_AT_THE_DESK,
    "signups:detail": EVERYBODY_AT_THE_DESK,
    "signups:choose_event": EVERYBODY_AT_THE_DESK,
    "invitation_codes:index": EVERYBODY_AT_THE_DESK,
    "messages:add": EVERYBODY_AT_THE_DESK,
    "failed_mails:index": EVERYBODY_AT_THE_DESK,
    "wagtailsnippets_events_event:list": set(ROLES),
    "wagtailsnippets_events_event:add": EVERYBODY_WHO_WRITES,
    "wagtailsnippets_downloads_publication:list": EVERYBODY_WHO_WRITES,
    "wagtailsnippets_downloads_workinggroup:list": EVERYBODY_WHO_WRITES,
    "wagtailsnippets_downloads_workinggroup:members": EVERYBODY_WHO_WRITES,
    "wagtailsnippets_cms_siteframe:list": EVERYBODY_WHO_WRITES,
    "wagtailusers_users:index": {ADMINISTRATORS},
    "wagtailusers_groups:index": {ADMINISTRATORS},
    "wagtailsites:index": {ADMINISTRATORS},
}


def member(role, username="member"):
    user = User.objects.create_user(username, f"{username}@stadt.example", "a long password for tests")
    user.groups.add(Group.objects.get(name=role))
    return user


def granted(role):
    rights = Group.objects.get(name=role).permissions.select_related("content_type")
    return {f"{right.content_type.app_label}.{right.codename}" for right in rights}


def test_every_right_that_is_named_exists():  # E6
    named = {name for names in RIGHTS.values() for name in names}
    named |= {f"wagtailcore.{name}" for names in PAGE_RIGHTS.values() for name in names}
    named |= {f"wagtailimages.{name}" for names in PICTURE_RIGHTS.values() for name in names}
    every = Permission.objects.select_related("content_type")
    assert named - {f"{right.content_type.app_label}.{right.codename}" for right in every} == set()


def test_a_new_site_has_all_groups_with_their_rights():  # E6
    assert {role: granted(role) for role in ROLES} == {role: set(RIGHTS[role]) for role in ROLES}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_screens_and_no_others(client, role):  # E6, X1
    event = make_event_row()
    signup = signed_up_and_confirmed(event)
    client.force_login(member(role))
    group = WorkingGroup.objects.create(name="Arbeitsgruppe")
    arguments = {"signups:detail": [signup.pk], "wagtailsnippets_downloads_workinggroup:members": [group.pk]}
    urls = {name: reverse(name, args=arguments.get(name, [])) for name in MATRIX}
    opened = {name for name, url in urls.items() if client.get(url).status_code == 200}
    assert opened == {name for name, roles in MATRIX.items() if role in roles}


@pytest.mark.parametrize(
    ("right", "roles"),
    [
        ("events.view_need", {NEEDS_STAFF, ADMINISTRATORS}),
        ("events.count_need", {SIGNUP_STAFF, NEEDS_STAFF, ADMINISTRATORS}),
        ("events.export_signup", EVERYBODY_AT_THE_DESK),
        ("events.check_in_signup", EVERYBODY_AT_THE_DESK),
        ("events.delete_signup", EVERYBODY_AT_THE_DESK),
        ("events.view_erasure", EVERYBODY_AT_THE_DESK),
        ("events.publish_event", {CHIEF_EDITORS, ADMINISTRATORS}),
        ("events.publish_signupform", {CHIEF_EDITORS, ADMINISTRATORS}),
        ("terms.publish_term", {CHIEF_EDITORS, ADMINISTRATORS}),
        ("events.delete_declinereason", EVERYBODY_WHO_WRITES),
        ("events.change_mailtext", EVERYBODY_WHO_WRITES),
        ("events.delete_mailtext", {CHIEF_EDITORS, ADMINISTRATORS}),
        ("cms.delete_video", {CHIEF_EDITORS, ADMINISTRATORS}),
        ("wagtail_localize.submit_translation", {*EVERYBODY_WHO_WRITES, TRANSLATORS}),
        ("cms.view_invariantrun", {ADMINISTRATORS}),
        ("cms.change_user", {ADMINISTRATORS}),
    ],
)
def test_each_right_belongs_to_those_who_need_it(right, roles):  # E6, S16
    assert {role for role in ROLES if member(role, role).has_perm(right)} == roles


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (EDITORS, (True, False)),
        (CHIEF_EDITORS, (True, True)),
        (TRANSLATORS, (True, False)),
        (SIGNUP_STAFF, (False, False)),
        (NEEDS_STAFF, (False, False)),
        (ADMINISTRATORS, (True, True)),
    ],
)
def test_editors_and_translators_edit_pages_and_chief_editors_publish_them(role, may):  # E6
    rights = make_home().permissions_for_user(member(role))
    assert (rights.can_edit(), rights.can_publish()) == may


def test_sign_up_staff_do_not_see_who_needs_what(client):  # S16
    event = make_event_row()
    signup = signed_up_and_confirmed(event, needs=Needs(("sign_language",), note="Canary"))
    client.force_login(member(SIGNUP_STAFF))
    text = client.get(reverse("signups:detail", args=[signup.pk])).content.decode()
    assert (signup.family_name in text, "Canary" in text) == (True, False)


def test_a_second_run_changes_nothing():  # E6
    before = {role: granted(role) for role in ROLES}, GroupPagePermission.objects.count()
    ensure_roles()
    assert ({role: granted(role) for role in ROLES}, GroupPagePermission.objects.count()) == before


def test_what_an_administrator_granted_or_took_away_stays():  # E6
    group = Group.objects.get(name=SIGNUP_STAFF)
    export = Permission.objects.get(codename="export_signup")
    extra = Permission.objects.get(codename="view_need")
    group.permissions.remove(export)
    group.permissions.add(extra)
    GroupPagePermission.objects.filter(group__name=CHIEF_EDITORS, permission__codename="lock_page").delete()
    ensure_roles()
    assert granted(SIGNUP_STAFF) == set(RIGHTS[SIGNUP_STAFF]) - {"events.export_signup"} | {"events.view_need"}
    kept = GroupPagePermission.objects.filter(group__name=CHIEF_EDITORS)
    assert kept.count() == len(PAGE_RIGHTS[CHIEF_EDITORS]) - 1


def test_a_right_that_is_new_with_a_version_is_granted():  # E6
    # As after an update: Django knows the permission from now on only.
    Permission.objects.get(codename="check_in_signup").delete()
    taken = Permission.objects.get(codename="export_signup")
    Group.objects.get(name=SIGNUP_STAFF).permissions.remove(taken)
    ensure_roles()
    assert granted(SIGNUP_STAFF) == set(RIGHTS[SIGNUP_STAFF]) - {"events.export_signup"}


def test_a_group_that_is_missing_is_made_without_members():  # E6
    somebody = member(NEEDS_STAFF)
    Group.objects.get(name=NEEDS_STAFF).delete()
    ensure_roles()
    assert (granted(NEEDS_STAFF), somebody.groups.count()) == (set(RIGHTS[NEEDS_STAFF]), 0)


def test_the_command_gives_every_group_its_rights_again(capsys):  # E6
    group = Group.objects.get(name=SIGNUP_STAFF)
    group.permissions.set([Permission.objects.get(codename="view_need")])
    call_command("roles")
    assert granted(SIGNUP_STAFF) == {*RIGHTS[SIGNUP_STAFF], "events.view_need"}
    assert capsys.readouterr().out.startswith("These groups have all rights of their work: Redaktion, ")


def test_without_a_page_tree_the_groups_are_made_all_the_same():  # E6
    Page.objects.all().delete()
    restore_roles()
    assert granted(EDITORS) == set(RIGHTS[EDITORS])


def test_administrators_of_the_city_make_no_superuser_and_take_over_none(client):  # E6 X1
    superuser = User.objects.create_superuser("root", "root@stadt.example", "a long password for tests")
    colleague = member(EDITORS, "colleague")
    client.force_login(member(ADMINISTRATORS))
    values = {"username": "colleague", "email": "c@stadt.example", "is_active": "on", "is_superuser": "on"}
    names = {"first_name": "Kollegin", "last_name": "Redaktion"}
    edited = client.post(reverse("wagtailusers_users:edit", args=[colleague.pk]), {**values, **names})
    password = {"password1": "another long password", "password2": "another long password"}
    created = client.post(
        reverse("wagtailusers_users:add"),
        {**values, **names, **password, "username": "new", "email": "n@stadt.example"},
    )
    assert (edited.status_code, created.status_code) == (302, 302)
    assert list(User.objects.filter(is_superuser=True)) == [superuser]
    address = reverse("wagtailusers_users:edit", args=[superuser.pk])
    assert client.get(address).status_code == client.post(address, {**values, **names, **password}).status_code == 302
    superuser.refresh_from_db()
    assert superuser.username == "root"


def test_administrators_of_the_city_lock_out_no_superuser(client):  # E6 X1
    superuser = User.objects.create_superuser("root", "root@stadt.example", "a long password for tests")
    colleague = member(EDITORS, "colleague")
    url = reverse("wagtail_bulk_action", args=["cms", "user", "set_active_state"])
    query = f"?id={superuser.pk}&id={colleague.pk}"
    client.force_login(member(ADMINISTRATORS))
    client.post(url + query, {"mark_as_active": "False"})
    assert list(User.objects.filter(is_active=False)) == [colleague]
    client.force_login(User.objects.create_superuser("second", "second@stadt.example", "a long password for tests"))
    client.post(url + query, {"mark_as_active": "False"})
    assert list(User.objects.filter(is_active=False).order_by("pk")) == [superuser, colleague]


def test_administrators_of_the_city_neither_delete_the_site_nor_add_another(client):  # E6 E9
    site = make_home().get_site()
    client.force_login(member(ADMINISTRATORS))
    edit = client.get(reverse("wagtailsites:edit", args=[site.pk])).content.decode()
    delete = reverse("wagtailsites:delete", args=[site.pk])
    assert (f'value="{site.hostname}"' in edit, delete in edit) == (True, False)
    for url in (delete, reverse("wagtailsites:add")):
        assert client.post(url, {"hostname": "other", "port": 80, "root_page": site.root_page_id}).status_code == 302
    assert list(Site.objects.all()) == [site]


def test_an_editor_submits_an_event_and_a_chief_editor_publishes_it(client, django_capture_on_commit_callbacks):  # E6
    chief = member(CHIEF_EDITORS, "chief")
    client.force_login(member(EDITORS, "editor"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailsnippets_events_event:add"), facts(**{"action-submit": "1"}))
    event = Event.objects.get()
    assert (event.live, event.current_workflow_state.status) == (False, "in_progress")
    assert [message.to for message in mail.outbox] == [[chief.email]]
    client.force_login(chief)
    task = event.current_workflow_task_state
    address = reverse("wagtailsnippets_events_event:workflow_action", args=[event.pk, "approve", task.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {})
    event.refresh_from_db()
    assert event.live is True


def test_an_editor_publishes_no_event(client):  # E6
    client.force_login(member(EDITORS))
    client.post(reverse("wagtailsnippets_events_event:add"), facts(**{"action-publish": "1"}))
    assert Event.objects.get().live is False


def test_where_one_person_does_both_editors_publish_and_the_setting_takes_it_back(settings):  # E6
    def publishing() -> set[str]:
        pages = GroupPagePermission.objects.filter(group__name=EDITORS, permission__codename="publish_page")
        return {name for name in granted(EDITORS) if ".publish_" in name} | {"pages" for _one in pages}

    assert publishing() == set()
    settings.EDITORS_MAY_PUBLISH = True
    restore_roles()
    assert publishing() == {
        "cms.publish_siteframe",
        "pages",
        *("events.publish_event", "events.publish_mailtext", "events.publish_signupform", "terms.publish_term"),
        *("downloads.publish_publication", "languages.publish_languageprofile"),
    }
    settings.EDITORS_MAY_PUBLISH = False
    restore_roles()
    assert publishing() == set()


def test_what_editors_submit_has_the_workflow_of_the_pages():  # E6
    from wagtail.models import WorkflowContentType

    from home.roles import SUBMITTED

    told = WorkflowContentType.objects.values_list("content_type__app_label", "content_type__model")
    assert set(told) == set(SUBMITTED)


def test_the_workflow_of_a_new_site_gets_a_german_name_and_keeps_one_that_was_given():  # E6
    from wagtail.models import Task, Workflow

    Task.objects.update(name="Moderators approval")
    Workflow.objects.update(name="Moderators approval")
    ensure_roles()
    fresh = Workflow.objects.get().name, Task.objects.get().name
    Workflow.objects.update(name="Vier Augen")
    restore_roles()
    assert (fresh, Workflow.objects.get().name) == (("Freigabe", "Freigabe"), "Vier Augen")
