"""Staff without a right on a page learn nothing of its draft from choosers, move screens, reports or the API."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, NEEDS_STAFF, RIGHTS, SIGNUP_STAFF, TRANSLATORS
from tests.builders import add_page, make_home, make_staff

from .test_roles import member

pytestmark = pytest.mark.django_db
ON_PAGES = {EDITORS, CHIEF_EDITORS, TRANSLATORS, ADMINISTRATORS}


@pytest.fixture
def pages():
    home = make_home()
    branch = add_page(home, "Eigener Zweig")
    return {
        "home": home,
        "branch": branch,
        "own": add_page(branch, "Eigener Entwurf", live=False),
        "beside": add_page(home, "Fremde Seite"),
        "draft": add_page(home, "Fremder Entwurf", live=False),
        "closed": add_page(home, "Fremd und geschlossen"),
    }


@pytest.fixture
def guest(client, pages):
    """Somebody who writes on one branch only."""
    PageViewRestriction.objects.create(page=pages["closed"], restriction_type=PageViewRestriction.LOGIN)
    group = Group.objects.create(name="Zweig")
    for codename in ("add_page", "change_page", "publish_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=pages["branch"], permission=right)
    user = make_staff("guest")
    user.groups.add(group)
    client.force_login(user)
    return client


def told(response) -> list[str]:
    """Which of the titles stand in an answer."""
    titles = ("Eigener Entwurf", "Fremde Seite", "Fremder Entwurf", "Fremd und geschlossen")
    text = response.content.decode("unicode_escape", "replace") + response.text
    return [title for title in titles if title in text]


def test_a_chooser_offers_own_drafts_and_what_is_public(guest, pages):  # X2 X10
    below_home = guest.get(reverse("wagtailadmin_choose_page_child", args=[pages["home"].pk]))
    below_branch = guest.get(reverse("wagtailadmin_choose_page_child", args=[pages["branch"].pk]))
    assert (told(below_home), told(below_branch)) == (["Fremde Seite"], ["Eigener Entwurf"])
    for word in ("Fremd", "Eigener"):
        found = told(guest.get(reverse("wagtailadmin_choose_page_search"), {"q": word}))
        assert found == (["Fremde Seite"] if word == "Fremd" else ["Eigener Entwurf"])


def test_a_chooser_opens_no_draft_of_others(guest, pages):  # X2 X10
    answers = [
        guest.get(reverse("wagtailadmin_choose_page_child", args=[pages[name].pk])) for name in ("draft", "closed")
    ]
    assert [(answer.status_code, told(answer)) for answer in answers] == [(302, []), (302, [])]
    several = guest.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": pages["draft"].pk})
    assert (several.status_code, told(several)) == (404, [])


def test_a_page_is_moved_only_to_where_one_may_read(guest, pages):  # X2 X10
    move = reverse("wagtailadmin_pages:move", args=[pages["own"].pk])
    to_draft = reverse("wagtailadmin_pages:move_confirm", args=[pages["own"].pk, pages["draft"].pk])
    from_draft = reverse("wagtailadmin_pages:move", args=[pages["draft"].pk])
    assert told(guest.get(move)) == ["Eigener Entwurf"]
    chosen = guest.post(move, {"new_parent_page": pages["draft"].pk}, follow=True)
    assert "Fremder Entwurf" not in told(chosen)
    assert [(answer.status_code, told(answer)) for answer in (guest.get(to_draft), guest.get(from_draft))] == [
        (302, []),
        (302, []),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "edit",
        "view_draft",
        "history",
        "usage",
        "workflow_history",
        "delete",
        "unpublish",
        "move",
        "set_privacy",
        "add_subpage",
        "preview_on_edit",
        "revisions_index",
    ],
)
def test_no_screen_about_a_page_opens_for_whoever_has_no_right_on_it(guest, pages, name):  # X1 X10
    answer = guest.get(reverse(f"wagtailadmin_pages:{name}", args=[pages["draft"].pk]))
    assert (answer.status_code, told(answer)) == (302, [])


def test_the_admins_api_tells_of_own_pages_only(guest, pages):  # X1 X2
    listing = guest.get(reverse("wagtailadmin_api:pages:listing"))
    assert (listing.status_code, told(listing)) == (200, ["Eigener Entwurf"])
    details = [guest.get(reverse("wagtailadmin_api:pages:detail", args=[pages[name].pk])) for name in ("own", "draft")]
    assert [answer.status_code for answer in details] == [200, 404]


@pytest.mark.parametrize("role", RIGHTS)
def test_choosers_and_the_api_are_open_to_those_who_work_on_pages(client, pages, role):  # X1 X10
    client.force_login(member(role))
    addresses = [reverse("wagtailadmin_choose_page"), reverse("wagtailadmin_api:pages:listing")]
    assert [client.get(address).status_code == 200 for address in addresses] == [role in ON_PAGES] * 2
    closed = [f"wagtailadmin_api:{kind}:listing" for kind in ("documents", "images")]
    assert [client.get(reverse(name)).status_code for name in closed] == [404, 404]


@pytest.mark.parametrize("role", [SIGNUP_STAFF, NEEDS_STAFF])
def test_staff_without_page_rights_find_no_draft_anywhere(client, pages, role):  # X2
    client.force_login(member(role))
    names = ("wagtailadmin_explore_root", "wagtailadmin_choose_page", "wagtailadmin_reports:aging_pages")
    answers = [client.get(reverse(name)) for name in names]
    answers.append(client.get(reverse("wagtailadmin_pages:search"), {"q": "Fremder"}))
    answers.append(client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Fremder"}))
    answers.append(client.get(reverse("wagtailadmin_pages:move", args=[pages["draft"].pk])))
    assert [(answer.status_code, told(answer)) for answer in answers] == [(302, [])] * 6
