"""The editor's screens on which working groups and their members are kept."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.consequences.answers import answered_by
from cms.mail.models import Mail
from cms.models import User
from downloads.models import Membership, WorkingGroup
from tests.browser_client import BrowserClient
from tests.builders import make_home, make_staff, open_language
from tests.downloads.members.people import invited, membership_of
from tests.downloads.publications import make_working_group

pytestmark = pytest.mark.django_db
NAMES = "wagtailsnippets_downloads_workinggroup"
RIGHTS = [f"downloads.{action}_workinggroup" for action in ("view", "add", "change", "delete")]
LIST_QUERIES, MEMBERS_QUERIES = 13, 14


@pytest.fixture
def group():
    make_home()
    return make_working_group("Arbeitsgruppe Bildung")


@pytest.fixture
def editor(client, group):
    user = make_staff("redaktion", *RIGHTS)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def at(name: str, *args) -> str:
    return reverse(f"{NAMES}:{name}", args=args)


def told(response) -> list[str]:
    """The messages that this response shows, or leaves to the next page."""
    return [" ".join(str(message).split()) for message in get_messages(response.wsgi_request)]


def members() -> list[str]:
    return list(Membership.objects.order_by("pk").values_list("user__email", flat=True))


def test_an_editor_makes_a_working_group(editor):  # D3
    response = editor.post(at("add"), {"name": "Koordinierungsgruppe"})
    assert response.status_code == 302
    assert WorkingGroup.objects.filter(name="Koordinierungsgruppe").count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_tells_how_many_members_there_are(editor, group, django_assert_num_queries, number):  # D3
    for position in range(number):
        more = make_working_group(f"Gruppe {position}")
        for person in range(position):
            invited(more, f"{position}-{person}@verein.example", password="")
    editor.get(at("list"))
    with django_assert_num_queries(LIST_QUERIES):
        response = editor.get(at("list"))
    counted = {str(row.instance): row.instance.number_of_members for row in response.context["table"].rows}
    assert counted == {"Arbeitsgruppe Bildung": 0, **{f"Gruppe {position}": position for position in range(number)}}
    assert at("members", group.pk) in response.content.decode()
    assert at("members", group.pk) in editor.get(at("edit", group.pk)).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_screen_tells_of_each_member_how_far_they_are(editor, group, django_assert_num_queries, number):  # D3
    for position in range(number):
        invited(group, f"{position}@verein.example", password="")
    editor.get(at("members", group.pk))
    with django_assert_num_queries(MEMBERS_QUERIES):
        html = editor.get(at("members", group.pk)).content.decode()
    assert (html.count("not chosen yet"), html.count("never"), html.count(">has one<")) == (number, number, 0)
    user = invited(group, "hat@verein.example")
    BrowserClient().force_login(user)
    html = editor.get(at("members", group.pk)).content.decode()
    assert (html.count("not chosen yet"), html.count("never"), html.count(">has one<")) == (number, number, 1)


def test_several_are_invited_at_once_with_an_honest_result(editor, group):  # D3
    open_language("en")
    invited(group, "schon@verein.example")
    User.objects.create_user("weg", "weg@verein.example", is_active=False)
    Mail.objects.all().delete()
    lines = ["a@verein.example", " b@verein.example ;", "A@verein.example", "schon@verein.example", "keine"]
    addresses = "\r\n".join([*lines, "weg@verein.example"])
    response = editor.post(at("members", group.pk), {"addresses": addresses, "language": "en"})
    assert told(response) == [
        "2 people were invited.",
        "1 was a member already.",
        "1 has an account that is switched off. An administrator can switch it on.",
        "1 entry is no e-mail address. It is still in the form: please correct it.",
    ]
    assert response.context["form"]["addresses"].value() == "keine"
    assert members() == ["schon@verein.example", "A@verein.example", "b@verein.example"]
    assert list(Mail.objects.values_list("kind", "language")) == [("downloads.invitation", "en")] * 2


def test_after_an_invitation_without_mistakes_a_reload_invites_nobody(editor, group):  # D3
    response = editor.post(at("members", group.pk), {"addresses": "a@verein.example", "language": "de"})
    assert (response.status_code, response["Location"]) == (302, at("members", group.pk))
    assert told(response) == ["1 person was invited."]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"addresses": ""}, "addresses"),
        ({"addresses": "\n".join(f"{number}@b.de" for number in range(201))}, "addresses"),
        ({"language": ""}, "language"),
        ({"language": "ar"}, "language"),
        ({"language": "fr"}, "language"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor, group, changes, field):  # E1
    open_language("ar", is_public=False)
    values = {"addresses": "a@verein.example", "language": "de", **changes}
    response = editor.post(at("members", group.pk), values)
    assert (response.status_code, list(response.context["form"].errors), members()) == (200, [field], [])


@pytest.mark.parametrize("line", ["Ana <a@b.example>", "a@b", "a@b.example\u202e", "ä@b.example", f"{'x' * 146}@b.de"])
def test_a_line_that_is_no_address_invites_nobody(editor, group, line):  # X6
    editor.post(at("members", group.pk), {"addresses": line, "language": "de"})
    assert (members(), User.objects.count()) == ([], 1)


def test_an_editor_takes_over_no_account_by_inviting_it(editor, group):  # X1 X3
    superuser = User.objects.create_superuser("root", "root@stadt.example", "a long password for tests")
    editor.post(at("members", group.pk), {"addresses": "root@stadt.example", "language": "de"})
    before = superuser.password
    superuser.refresh_from_db()
    assert (superuser.password, superuser.username, superuser.is_superuser) == (before, "root", True)
    html = editor.get(at("members", group.pk)).content.decode()
    assert "/working-groups/password/" not in html


def test_an_invitation_is_sent_again_in_a_language(editor, group):  # D3
    open_language("en")
    user = invited(group, password="")
    Mail.objects.all().delete()
    address = at("invite_again", group.pk, membership_of(user).pk)
    assert "mitglied@verein.example" in editor.get(address).content.decode()
    assert Mail.objects.count() == 0
    assert editor.post(address, {"language": "xx"}).status_code == 200
    response = editor.post(address, {"language": "en"})
    assert (response.status_code, told(response)) == (302, ["The invitation goes out again in a moment."])
    assert list(Mail.objects.values_list("language", flat=True)) == ["en"]


def test_a_member_is_removed_after_a_question(editor, group):  # D3
    user = invited(group)
    address = at("remove_member", group.pk, membership_of(user).pk)
    assert "The account was for this working group only" in editor.get(address).content.decode()
    assert members() == ["mitglied@verein.example"]
    response = editor.post(address)
    assert told(response) == ["Removed. The account was for this working group only, so it is deleted."]
    assert User.objects.filter(pk=user.pk).exists() is False


def test_staff_who_are_removed_keep_their_account(editor, group):  # D3
    staff = make_staff("kollegin")
    group.members.add(staff)
    address = at("remove_member", group.pk, membership_of(staff).pk)
    assert "The account was for this working group only" not in editor.get(address).content.decode()
    assert told(editor.post(address)) == ["Removed. The account stays, because it is used for other things, too."]
    assert (members(), User.objects.filter(pk=staff.pk).exists()) == ([], True)


def test_a_member_of_another_group_is_not_found_here(editor, group):  # X1
    membership = membership_of(invited(make_working_group("Andere")))
    Mail.objects.all().delete()
    for name in ("invite_again", "remove_member"):
        # Django looks below a language for what it doesn't find, and that answers 404.
        response = editor.post(at(name, group.pk, membership.pk), {"language": "de"}, follow=True)
        assert response.status_code == 404
    assert (members(), Mail.objects.count()) == (["mitglied@verein.example"], 0)


def test_deleting_a_group_deletes_the_accounts_that_were_for_it(editor, group):  # V1
    invited(group)
    assert "accounts that were for this group only" in editor.get(at("delete", group.pk)).content.decode()
    assert members() == ["mitglied@verein.example"]
    with answered_by("test"):
        editor.post(at("delete", group.pk))
    assert (WorkingGroup.objects.count(), User.objects.filter(username__contains="@").count()) == (0, 0)


def test_deleting_a_group_asks_first_with_the_number_of_its_members(editor, group):  # E9
    invited(group)
    question = editor.post(at("delete", group.pk)).context["question"]
    assert [(one.kind, one.number) for one in question.consequences] == [("members_lost", 1)]
    assert (WorkingGroup.objects.count(), members()) == (1, ["mitglied@verein.example"])


def test_deleting_several_groups_does_the_same(editor, group):  # V1
    second = make_working_group("Andere")
    invited(group)
    invited(second, "zweite@verein.example")
    address = reverse("wagtail_bulk_action", args=["downloads", "workinggroup", "delete"])
    with answered_by("test"):
        editor.post(f"{address}?id={group.pk}&id={second.pk}")
    assert (WorkingGroup.objects.count(), User.objects.filter(username__contains="@").count()) == (0, 0)


def test_nobody_without_the_right_gets_there(client, group):  # X1
    membership = membership_of(invited(group, "da@verein.example"))
    pairs = [("members", [group.pk])]
    pairs += [(name, [group.pk, membership.pk]) for name in ("invite_again", "remove_member")]
    without = make_staff("ohne", *(right for right in RIGHTS if "change" not in right), "downloads.change_publication")
    member = membership.user
    for user, status in [(without, 302), (member, 302), (None, 302)]:
        browser = BrowserClient()
        if user:
            browser.force_login(user)
        for name, args in pairs:
            for response in (browser.get(at(name, *args)), browser.post(at(name, *args), {"language": "de"})):
                assert response.status_code == status
                assert response["Location"].startswith(("/admin/", "/account/login/?next=/admin/"))
    assert (members(), Mail.objects.count()) == (["da@verein.example"], 1)


def test_the_log_tells_what_was_done_and_no_address(editor, group):  # V5
    editor.post(at("members", group.pk), {"addresses": "a@verein.example\nb@verein.example", "language": "de"})
    membership = Membership.objects.first()
    editor.post(at("invite_again", group.pk, membership.pk), {"language": "de"})
    editor.post(at("remove_member", group.pk, membership.pk))
    lines = ModelLogEntry.objects.filter(action__startswith="downloads.").order_by("pk")
    assert [(line.action, line.object_id, line.data) for line in lines] == [
        ("downloads.invite", str(group.pk), {"members": 2}),
        ("downloads.invite_again", str(group.pk), {}),
        ("downloads.remove_member", str(group.pk), {}),
    ]
    assert "verein.example" not in str(list(ModelLogEntry.objects.values()))


def test_a_name_that_is_code_stays_a_name(editor):  # X6
    canary = "<script>alert(1)</script>"
    group = make_working_group(canary)
    user = invited(group)
    pages = [at("members", group.pk), at("remove_member", group.pk, membership_of(user).pk), at("list")]
    texts = [editor.get(page).content.decode() for page in pages]
    assert ["&lt;script&gt;alert(1)" in text for text in texts] == [True, True, True]
    assert [page for page, text in zip(pages, texts, strict=True) if canary in text] == []
