"""How somebody becomes a member, what mail they get, and what stays when a membership ends."""

import pytest
from django.core import mail
from django.utils import timezone

from cms.mail.models import Mail
from cms.mail.sender import send_due
from cms.models import User
from downloads.members.inviting import Outcome, invite, invite_again, remove, remove_everybody
from downloads.models import Membership
from tests.builders import PASSWORD, make_frame, make_home, make_staff
from tests.downloads.members.people import invited, membership_of
from tests.downloads.publications import make_working_group

pytestmark = pytest.mark.django_db
CODES = ["de", "en", "de-simple"]
ADDRESS = "Neu@Verein.example"


@pytest.fixture
def group():
    make_home()
    make_frame()
    return make_working_group("Arbeitsgruppe Bildung")


def sent() -> list:
    send_due(timezone.now())
    return mail.outbox


def links_in(message) -> list[str]:
    return [line for line in message.body.splitlines() if line.startswith("http")]


def test_a_new_account_can_do_nothing_but_read_drafts(group):  # D3 X1
    assert invite(group, ADDRESS, "de") is Outcome.INVITED
    user = User.objects.get()
    assert (user.username, user.email, user.has_usable_password()) == ("neu@verein.example", ADDRESS, False)
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert user.get_all_permissions() == set()
    assert list(user.working_groups.all()) == [group]


@pytest.mark.parametrize("code", CODES)
def test_the_invitation_comes_in_the_chosen_language_with_a_link_to_choose_a_password(group, code):  # D3 S12
    invite(group, ADDRESS, code)
    assert list(Mail.objects.values_list("language", "payload")) == [
        (code, {"membership": Membership.objects.get().pk})
    ]
    [message] = sent()
    assert (message.to, message.reply_to) == ([ADDRESS], ["teilhabe@stadt.example"])
    assert message.extra_headers["Content-Language"] == code
    [link] = links_in(message)
    assert f"/{code}/working-groups/password/" in link
    assert ("Arbeitsgruppe Bildung" in message.body, "14" in message.body) == (True, True)
    [html] = [content for content, kind in message.alternatives if kind == "text/html"]
    assert f'<html lang="{code}"' in html
    marked = '<span lang="de" dir="ltr">Arbeitsgruppe Bildung</span>' in html
    assert marked is (code != "de")


def test_an_account_with_a_password_is_only_told_and_keeps_it(group):  # D3 X3
    staff = make_staff("redaktion", "downloads.change_publication")
    before = staff.password
    assert invite(group, " REDAKTION@stadt.example ".strip(), "de") is Outcome.INVITED
    staff.refresh_from_db()
    assert (User.objects.count(), staff.password, staff.username) == (1, before, "redaktion")
    [message] = sent()
    [link] = links_in(message)
    assert link.endswith("/de/working-groups/")


def test_staff_who_log_in_another_way_get_no_link_that_sets_a_password(group):  # X3
    staff = make_staff("redaktion", "downloads.change_publication")
    staff.set_unusable_password()
    staff.save()
    invite(group, staff.email, "de")
    [message] = sent()
    assert [link.endswith("/de/working-groups/") for link in links_in(message)] == [True]


def test_a_mail_goes_to_the_account_and_not_to_what_was_typed(group):  # X3
    User.objects.create_user("a", "mitglied@verein.example", PASSWORD)
    invite(group, "MITGLIED@verein.example", "de")
    [message] = sent()
    assert message.to == ["mitglied@verein.example"]


def test_a_member_is_not_invited_twice(group):  # D3
    invite(group, ADDRESS, "de")
    assert invite(group, ADDRESS.upper(), "de") is Outcome.MEMBER_ALREADY
    assert (Membership.objects.count(), Mail.objects.count()) == (1, 1)


def test_an_account_that_is_switched_off_stays_so(group):  # D3 X7
    User.objects.create_user("weg", "weg@verein.example", PASSWORD, is_active=False)
    assert invite(group, "weg@verein.example", "de") is Outcome.SWITCHED_OFF
    assert (Membership.objects.count(), Mail.objects.count()) == (0, 0)


def test_an_account_named_after_an_address_it_no_longer_has_is_somebody_elses(group):  # X3
    first = invited(group, "erste@verein.example")
    User.objects.filter(pk=first.pk).update(email="umgezogen@verein.example")
    assert invite(group, "erste@verein.example", "de") is Outcome.INVITED
    emails = Membership.objects.order_by("pk").values_list("user__email", flat=True)
    assert list(emails) == ["umgezogen@verein.example", "erste@verein.example"]


def test_an_invitation_is_sent_again_with_a_new_day(group):  # D3
    invite(group, ADDRESS, "de")
    sent()
    mail.outbox.clear()
    membership = Membership.objects.get()
    invite_again(membership, "en")
    [message] = sent()
    assert "/en/working-groups/password/" in links_in(message)[0]
    before = membership.invited_at
    membership.refresh_from_db()
    assert membership.invited_at > before


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_no_mail_goes_to_an_account_that_is_off_or_has_no_address(group, change):  # D3
    invite(group, ADDRESS, "de")
    User.objects.update(**change)
    assert sent() == []
    assert Mail.objects.get().state == "stopped"


def test_the_last_membership_takes_the_account_and_its_mails_with_it(group):  # V1
    invite(group, ADDRESS, "de")
    second = make_working_group("Arbeitsgruppe Verkehr")
    invite(second, ADDRESS, "de")
    user = User.objects.get()
    assert remove(user.memberships.get(working_group=group)) is False
    assert User.objects.count() == 1
    assert remove(membership_of(user)) is True
    assert User.objects.count() == 0
    assert list(Mail.objects.values_list("state", "payload")) == [("stopped", {})] * 2
    assert sent() == []


def _with_right(user):
    user.user_permissions.set(make_staff("other", "downloads.view_publication").user_permissions.all())


def _with_group(user):
    user.groups.create(name="Irgendwas")


def _with_name(user):
    User.objects.filter(pk=user.pk).update(first_name="Ana")


def _superuser(user):
    User.objects.filter(pk=user.pk).update(is_superuser=True)


def _made_by_hand(user):
    User.objects.filter(pk=user.pk).update(username="arbeitsgruppe")


@pytest.mark.parametrize("change", [_with_right, _with_group, _with_name, _superuser, _made_by_hand])
def test_an_account_that_is_anything_else_stays(group, change):  # X1
    user = invited(group)
    change(user)
    assert remove(membership_of(user)) is False
    assert User.objects.filter(pk=user.pk).exists()


def test_a_group_that_goes_takes_its_members_along(group):  # V1
    invited(group)
    staff = make_staff("redaktion")
    group.members.add(staff)
    remove_everybody(group)
    assert (list(User.objects.all()), Membership.objects.count()) == ([staff], 0)
