"""The list of old addresses: who keeps it, and what may stand in it (P12)."""

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.old_addresses.form import OldAddressForm
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, RIGHTS
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_admin, make_home, make_staff

pytestmark = pytest.mark.django_db
LIST, ADD, IMPORT = "/admin/redirects/", "/admin/redirects/add/", "/admin/redirects/import/"


@pytest.fixture
def page():
    return add_page(make_home(), "Konzept", slug="konzept")


def form(instance: Redirect | None = None, **typed) -> OldAddressForm:
    data = {"old_path": "/alt", "redirect_page": "", "redirect_link": "", "is_permanent": "on"}
    return OldAddressForm({**data, **typed}, instance=instance)


def kept(**typed) -> Redirect:
    made = form(**typed)
    assert made.errors == {}
    return made.save()


@pytest.mark.parametrize("role", RIGHTS)
def test_those_who_publish_keep_the_list_in_german(client, role):  # P12 E6 X10
    make_home()
    user = make_staff("jemand")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    may = role in (CHIEF_EDITORS, ADMINISTRATORS)
    assert [client.get(address).status_code == 200 for address in (LIST, ADD, IMPORT)] == [may] * 3
    if may:
        assert "Weiterleitungen" in client.get(LIST).content.decode()
        assert [label in client.get(ADD).content.decode() for label in ("Alte Adresse", "Führt zu dieser Seite")] == [
            True,
            True,
        ]


def test_an_old_address_is_added_and_followed(page, client):  # P12
    staff = BrowserClient()
    staff.force_login(make_admin())
    staff.get(ADD)
    typed = {
        "old_path": "https://www.stadt.example/alte seite.html?id=2",
        "redirect_page": page.pk,
        "is_permanent": "on",
    }
    assert staff.post(ADD, typed).status_code == 302
    assert client.get("/alte%20seite.html?id=2")["Location"] == "/de/konzept/"


@pytest.mark.parametrize(
    "typed", ["/de/konzept/", "/de/konzept", "http://127.0.0.1:8000/de/konzept/", "\ufeff/de/konzept/ "]
)
def test_an_address_of_our_own_becomes_its_page(page, typed, settings):  # P12
    settings.BASE_URL = "http://127.0.0.1:8000"
    made = kept(redirect_link=typed)
    assert (made.redirect_page_id, made.redirect_link) == (page.pk, "")


def test_an_address_that_leads_on_itself_is_replaced_by_where_it_leads(page):  # P12
    kept(old_path="/b", redirect_page=str(page.pk))
    assert kept(old_path="/a", redirect_link="/b").redirect_page_id == page.pk


@pytest.mark.parametrize("typed", ["https://www.stadt.example/x?y=1", "/de/search/", "/de/calendar.ics"])
def test_other_addresses_stay_as_they_are(page, typed, settings):  # P12
    settings.BASE_URL = "https://teilhabe.stadt.example"
    whole = typed if typed.startswith("https") else settings.BASE_URL + typed
    assert (kept(redirect_link=typed).redirect_link, Redirect.objects.get().redirect_page) == (whole, None)


@pytest.mark.parametrize(
    "typed",
    [
        *("http://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "https://", "konzept"),
        *("https://stadt.example@elsewhere.example/", "/de/gibt-es-nicht/", "/admin/", "https://[", "https://a b/"),
        "https://stadt.example/" + "x" * 250,
    ],
)
def test_nobody_is_led_anywhere_else(page, typed):  # P12 X8
    assert list(form(redirect_link=typed).errors) == ["redirect_link"]


@pytest.mark.parametrize(
    "old",
    ["/", "/de/konzept/", "/de/konzept?x=1", "/de/search/", "/admin/x/", "ftp://a/b", "alt", "//[", "/" + "ä" * 256],
)
def test_an_address_that_is_none_or_is_in_use_is_refused(page, old):  # P12
    assert list(form(old_path=old, redirect_page=str(page.pk)).errors) == ["old_path"]


def test_one_place_is_asked_for(page):  # P12
    assert list(form().errors) == ["redirect_page"]
    assert list(form(redirect_page=str(page.pk), redirect_link="/de/konzept/").errors) == ["redirect_link"]
    assert list(form(redirect_link="/alt").errors) == ["redirect_link"]


def test_an_address_stands_in_the_list_once(page):  # P12
    Redirect.objects.create(old_path="/alt", redirect_page=page, site=Site.objects.get())
    assert list(form(old_path="/alt/", redirect_page=str(page.pk)).errors) == ["old_path"]


def test_what_somebody_changed_is_not_replaced_when_a_page_moves(page):  # P12
    entry = Redirect.objects.create(old_path="/de/alt", redirect_page=page, automatically_created=True)
    changed = form(entry, old_path="/de/alt", redirect_link="https://www.stadt.example/")
    changed.fields["redirect_page"].required = False
    assert changed.errors == {}
    assert changed.save().automatically_created is False
