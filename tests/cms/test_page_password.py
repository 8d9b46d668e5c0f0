"""Pages that are shared with a password."""

import pytest
from wagtail.models import PageViewRestriction

from tests.browser_client import BrowserClient
from tests.builders import add_page, make_frame, make_home, translate

pytestmark = pytest.mark.django_db
PASSWORD = "Tür zum Garten"
SECRET = "Was nur die Gruppe weiß"


@pytest.fixture
def home():
    home = make_home()
    make_frame()
    return home


@pytest.fixture
def restricted(home):
    restricted = add_page(home, "Geheimer Titel", slug="intern", summary=SECRET)
    PageViewRestriction.objects.create(
        page=restricted, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    return restricted


@pytest.fixture
def door(restricted):
    restriction = restricted.get_view_restrictions().get()
    return f"/de/_util/authenticate_with_password/{restriction.pk}/{restricted.pk}/"


def guess(client, door, password="wrong", **more):
    return client.post(door, {"password": password, "return_url": "/de/intern/", **more})


def test_the_form_tells_nothing_of_the_page_and_sets_no_cookie(client, restricted, door):  # X2
    for address in ("/de/intern/", door):
        response = client.get(address)
        html = response.content.decode()
        assert (response.status_code, response.cookies, html.count("<h1")) == (200, {}, 1)
        assert "no-store" in response["Cache-Control"]
        assert [secret for secret in ("Geheimer Titel", SECRET) if secret in html] == []
        assert f'action="{door}"' in html


def test_the_password_opens_the_page(client, restricted, door):  # X2
    shown = client.get("/de/intern/").context["form"]
    response = guess(client, door, PASSWORD, return_url=shown["return_url"].value())
    assert (response.status_code, response["Location"]) == (303, "/de/intern/")
    assert SECRET in client.get("/de/intern/").content.decode()
    assert SECRET not in BrowserClient().get("/de/intern/").content.decode()
    assert list(client.cookies) == ["sessionid"]


def test_a_wrong_password_is_named_at_its_field(client, restricted, door):  # A1
    response = guess(client, door)
    assert (response.status_code, response.cookies) == (400, {})
    assert list(response.context["form"].errors) == ["password"]
    assert 'id="error-summary"' in response.content.decode()


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "x", ""]
)
def test_it_goes_on_to_addresses_of_this_site_only(client, restricted, door, target):  # X8
    assert guess(client, door, PASSWORD, return_url=target)["Location"] == "/de/intern/"


def test_a_post_of_another_site_opens_nothing(client, restricted, door):  # X4
    response = client.post(door, {"password": PASSWORD}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, response.cookies) == (403, {})


def test_the_number_of_another_page_tells_nothing(client, home, restricted, door):  # X2
    other = add_page(home, "Ganz anderer Titel")
    draft = add_page(restricted, "Entwurf", live=False)
    for number in (other.pk, draft.pk, 10**6):
        assert client.get(door.replace(f"/{restricted.pk}/", f"/{number}/")).status_code == 404


def test_other_kinds_of_restriction_have_no_password(client, restricted, door):  # X2
    PageViewRestriction.objects.update(restriction_type=PageViewRestriction.LOGIN, password="")
    assert guess(client, door, "").status_code == 404


def test_guesses_of_a_network_are_limited_for_each_page(home, restricted, door, settings):  # X7
    settings.PAGE_PASSWORDS_PER_NETWORK_AND_HOUR = 3
    here = BrowserClient(REMOTE_ADDR="192.0.2.1")
    answers = [guess(here, door) for _ in range(4)]
    assert [response.status_code for response in answers] == [400, 400, 400, 429]
    # The right one isn't looked at any more, and the page that says so can be read without it.
    refused = guess(here, door, PASSWORD)
    html = refused.content.decode()
    assert (refused.status_code, refused.cookies, refused["Retry-After"].isdigit()) == (429, {}, True)
    assert (html.count("<h1"), "rufen Sie uns an" in html) == (1, True)
    assert guess(BrowserClient(REMOTE_ADDR="192.0.2.2"), door, PASSWORD).status_code == 303
    other = add_page(home, "Andere Seite", slug="andere")
    restriction = PageViewRestriction.objects.create(
        page=other, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    assert guess(here, f"/de/_util/authenticate_with_password/{restriction.pk}/{other.pk}/").status_code == 400


def test_guesses_from_many_networks_are_limited_too(restricted, door, settings):  # X7
    settings.PAGE_PASSWORDS_PER_PAGE_AND_HOUR = 3
    crowd = [BrowserClient(REMOTE_ADDR=f"192.0.2.{number}") for number in range(4)]
    assert [guess(client, door).status_code for client in crowd] == [400, 400, 400, 429]


def test_readers_who_know_the_password_are_not_counted(restricted, door, settings):  # X7
    settings.PAGE_PASSWORDS_PER_NETWORK_AND_HOUR = settings.PAGE_PASSWORDS_PER_PAGE_AND_HOUR = 3
    for _ in range(9):
        assert guess(BrowserClient(), door, PASSWORD).status_code == 303


def test_the_form_speaks_the_language_of_the_address(client, home, restricted):  # L1
    english = translate(restricted, "en", summary=SECRET)
    restriction = english.get_view_restrictions().get()
    door = f"/en/_util/authenticate_with_password/{restriction.pk}/{english.pk}/"
    for address in ("/en/intern/", door):
        html = client.get(address).content.decode()
        assert ('<html lang="en"' in html, "Open the page" in html, SECRET in html) == (True, True, False)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"password=%00", b"password=" + b"x" * 300])
def test_whatever_is_sent_the_answer_is_a_page(client, restricted, door, body):  # R1
    response = client.post(door, body, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, response.content.count(b"<h1")) == (400, 1)


def test_wagtails_own_view_stands_behind_ours():  # X1
    from django.urls import resolve, reverse
    from wagtail.urls import urlpatterns

    from cms.page_password import page_password

    [theirs] = [pattern for pattern in urlpatterns if pattern.name == "wagtailcore_authenticate_with_password"]
    address = reverse("wagtailcore_authenticate_with_password", args=[1, 2])
    match = resolve(address)
    assert (match.func, match.route) == (page_password, f"de/{theirs.pattern}")
