"""Languages, addresses and groups: what a change of them does to people is said first, and some is refused."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, PageViewRestriction, Site

from cms.consequences.models import Answer
from cms.consequences.tokens import FIELD
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS
from tests.browser_client import BrowserClient
from tests.builders import (
    add_page,
    make_admin,
    make_event_row,
    make_frame,
    make_home,
    make_staff,
    open_language,
    signed_up_and_confirmed,
    translate,
)

pytestmark = pytest.mark.django_db


def at_work(user) -> BrowserClient:
    client = BrowserClient()
    client.force_login(user)
    return client


def of_role(role: str, name: str = ""):
    user = make_staff(name or role)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def administrator() -> BrowserClient:
    return at_work(of_role(ADMINISTRATORS))


@pytest.fixture
def superuser() -> BrowserClient:
    return at_work(make_admin("root"))


def asked(response: HttpResponse) -> dict[str, int]:
    return {one.kind: one.number for one in response.context["question"].consequences}


def agree(client: BrowserClient, response: HttpResponse) -> HttpResponse:
    """Press the question's button: the same post again, with the answer in it."""
    form = BeautifulSoup(response.content, "html.parser").select_one(f"[name={FIELD}]").find_parent("form")
    values = {field["name"]: field.get("value", "") for field in form.select(f"input[name], [name={FIELD}]")}
    return client.post(form.get("action") or response.request["PATH_INFO"], values)


def site_values(site: Site, **changes) -> dict:
    values = {"hostname": site.hostname, "port": site.port, "site_name": site.site_name, "is_default_site": "on"}
    return {**values, "root_page": site.root_page_id, **changes}


def test_a_language_in_which_people_signed_up_is_not_deleted_unasked(administrator):  # E9
    make_home()
    profile = open_language("ar")
    signed_up_and_confirmed(make_event_row(), language="ar")
    address = reverse("wagtaillocales:delete", args=[profile.locale_id])
    question = administrator.post(address)
    assert asked(question) == {"language_gone": 1, "people_of_closed_language": 1}
    assert Locale.objects.filter(pk=profile.locale_id).exists()
    agree(administrator, question)
    assert (Locale.objects.filter(pk=profile.locale_id).exists(), Answer.objects.get().action) == (False, "delete")


def test_a_language_with_pages_and_german_are_never_deleted(administrator):  # E9
    translate(make_home(), "en", "Home")
    for code in ("en", "de"):
        locale = Locale.objects.get(language_code=code)
        answer = administrator.post(reverse("wagtaillocales:delete", args=[locale.pk]))
        assert (answer.status_code, Locale.objects.filter(pk=locale.pk).exists()) == (200, True)
        assert "button serious" not in answer.text


def test_german_stays_on_an_empty_site_too(superuser):  # E9
    german = Locale.objects.get(language_code="de")
    make_home().delete()
    response = superuser.get(reverse("wagtaillocales:delete", args=[german.pk]))
    assert (response.status_code, "button serious" in response.text) == (200, False)


def test_the_code_of_a_language_in_use_stays(administrator):  # E9
    translate(make_home(), "en", "Home")
    english = Locale.objects.get(language_code="en")
    answer = administrator.post(reverse("wagtaillocales:edit", args=[english.pk]), {"language_code": "fr"})
    assert list(answer.context["form"].errors) == ["language_code"]
    english.refresh_from_db()
    assert english.language_code == "en"


def seen(client: BrowserClient, name: str, *args) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse(f"wagtaillocales:{name}", args=args)).content, "html.parser")


def test_the_list_of_languages_says_in_german_what_stands_in_each(administrator):  # A8
    translate(make_home(), "en", "Home")
    make_frame()
    rows = seen(administrator, "index").select("main tbody tr")
    assert [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in rows] == [
        ["Deutsch", "1 Seite und 1 anderer Text"],
        ["Einfache Sprache", "0 Seiten"],
        ["English", "1 Seite"],
    ]


def test_the_screens_of_a_language_are_headed_in_german_and_have_no_button_without_words(administrator):  # A8
    italian = Locale.objects.create(language_code="it")
    screens = [seen(administrator, "add"), *(seen(administrator, name, italian.pk) for name in ("edit", "delete"))]
    assert [" ".join(screen.h1.get_text(" ").split()) for screen in screens] == [
        "Sprache hinzufügen",
        "Bearbeiten Italiano",
        "Sprache löschen Italiano",
    ]
    links = [link for screen in screens for link in screen.select("main header a")]
    assert [link for link in links if not link.get_text(strip=True)] == []


def test_another_root_page_is_not_set_unasked(administrator):  # E9
    home = make_home()
    below = add_page(home, "Der Plan")
    translate(home, "en", "Home")
    site = Site.objects.get()
    address = reverse("wagtailsites:edit", args=[site.pk])
    question = administrator.post(address, site_values(site, root_page=below.pk))
    # The German and the English home page; the plan gets a new address.
    assert asked(question) == {"pages_out_of_reach": 2, "addresses_changed": 1}
    site.refresh_from_db()
    assert site.root_page_id == home.pk
    agree(administrator, question)
    site.refresh_from_db()
    assert site.root_page_id == below.pk


def test_another_host_name_is_not_set_unasked_and_another_title_is(administrator):  # E9
    add_page(make_home(), "Der Plan")
    site = Site.objects.get()
    address = reverse("wagtailsites:edit", args=[site.pk])
    assert asked(administrator.post(address, site_values(site, hostname="neu.example"))) == {"addresses_changed": 2}
    administrator.post(address, site_values(site, site_name="Mitmachen"))
    site.refresh_from_db()
    assert (site.hostname, site.site_name) == ("localhost", "Mitmachen")


def test_a_site_with_pages_is_not_deleted_unasked(superuser):  # E9
    make_home()
    question = superuser.post(reverse("wagtailsites:delete", args=[Site.objects.get().pk]))
    assert (asked(question), Site.objects.count()) == ({"pages_out_of_reach": 1}, 1)


def test_a_group_is_deleted_by_an_answer_with_its_members_pages_and_approvals(superuser):  # E9
    page = add_page(make_home(), "Intern")
    of_role(CHIEF_EDITORS, "chief")
    both = of_role(CHIEF_EDITORS, "both")
    both.groups.add(Group.objects.get(name=EDITORS))
    group = Group.objects.get(name=CHIEF_EDITORS)
    GroupApprovalTask.objects.get().groups.set([group])
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)
    address = reverse("wagtailusers_groups:delete", args=[group.pk])
    question = superuser.post(address)
    assert asked(question) == {"members": 2, "locked_out": 1, "pages_for_nobody": 1, "nobody_approves": 1}
    assert Group.objects.filter(pk=group.pk).exists()
    agree(superuser, question)
    assert not Group.objects.filter(pk=group.pk).exists()


def test_an_empty_group_is_deleted_at_once(administrator):  # E9
    group = Group.objects.create(name="Leer")
    response = administrator.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    assert (response.status_code, Group.objects.filter(pk=group.pk).exists()) == (302, False)


@pytest.mark.parametrize("name", ["history", "history_results", "usage"])
def test_an_administrator_reads_no_history_of_a_superuser(administrator, name):  # X1
    root, editor = make_admin("root"), of_role(EDITORS)
    answers = [administrator.get(reverse(f"wagtailusers_users:{name}", args=[one.pk])) for one in (editor, root)]
    assert [answer.status_code for answer in answers] == [200, 302]


def test_the_tick_for_superusers_is_shown_to_superusers_only(administrator, superuser):  # X1
    editor = of_role(EDITORS)
    for address in (reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[editor.pk])):
        screens = [BeautifulSoup(one.get(address).content, "html.parser") for one in (administrator, superuser)]
        assert [len(screen.select("[type=checkbox][name=is_superuser]")) for screen in screens] == [0, 1]
