"""An address once given out keeps leading somewhere, in its language (P12)."""

from urllib.parse import unquote_to_bytes

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from tests.builders import add_page, make_home, open_language, translate
from tests.builders.locales import locale_of

pytestmark = pytest.mark.django_db
CODES = ["de", "en", "de-simple"]


@pytest.fixture
def changing(django_capture_on_commit_callbacks):
    """Rename or move: what Wagtail does after the commit is done."""

    def rename(page: Page, slug: str) -> None:
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    def move(page: Page, parent: Page) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=parent.pk), pos="last-child")

    return type("Changing", (), {"rename": staticmethod(rename), "move": staticmethod(move)})


@pytest.fixture
def home():
    return make_home()


def in_all_languages(page: Page) -> Page:
    for code in ("en", "de-simple"):
        translate(page, code)
    return page


def location(client, address: str, status: int = 301) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response["Location"]


@pytest.mark.parametrize("code", CODES)
def test_a_renamed_page_is_found_at_its_old_address_in_each_language(client, home, changing, code):  # P12
    page = in_all_languages(add_page(home, "Konzept", slug="konzept"))
    in_all_languages(add_page(page, "Wohnen", slug="wohnen"))
    changing.rename(page, "plan")
    assert location(client, f"/{code}/konzept/") == f"/{code}/plan/"
    assert location(client, f"/{code}/konzept") == f"/{code}/plan/"
    assert location(client, f"/{code}/konzept/wohnen/") == f"/{code}/plan/wohnen/"


@pytest.mark.parametrize("code", CODES)
def test_a_moved_page_is_found_at_its_old_address_in_each_language(client, home, changing, code):  # P12
    below = in_all_languages(add_page(home, "Unten", slug="unten"))
    page = in_all_languages(add_page(home, "Konzept", slug="konzept"))
    in_all_languages(add_page(page, "Wohnen", slug="wohnen"))
    changing.move(page, below)
    assert location(client, f"/{code}/konzept/") == f"/{code}/unten/konzept/"
    assert location(client, f"/{code}/konzept/wohnen/") == f"/{code}/unten/konzept/wohnen/"


def test_several_changes_are_followed_in_one_step(client, home, changing):  # P12
    below = add_page(home, "Unten", slug="unten")
    page = add_page(home, "Konzept", slug="a")
    for slug in ("b", "c"):
        changing.rename(page, slug)
    changing.move(page, below)
    assert [location(client, f"/de/{slug}/") for slug in "abc"] == ["/de/unten/c/"] * 3
    changing.move(page, home)
    changing.rename(page, "a")
    assert client.get("/de/a/").status_code == 200
    assert [location(client, f"/de/{slug}/") for slug in ("b", "c", "unten/c")] == ["/de/a/"] * 3


def test_a_new_page_at_the_old_address_wins(client, home, changing):  # P12
    page = in_all_languages(add_page(home, "Konzept", slug="konzept"))
    changing.rename(page, "plan")
    new = add_page(home, "Neues Konzept", slug="konzept")
    assert client.get("/de/konzept/").status_code == 200
    assert location(client, "/en/konzept/") == "/en/plan/"
    changing.rename(new, "neu")
    assert location(client, "/de/konzept/") == "/de/neu/"


def test_a_translation_that_came_later_is_found_at_the_address_of_before(client, home, changing):  # P12
    page = add_page(home, "Konzept", slug="konzept")
    add_page(page, "Wohnen", slug="wohnen")
    changing.rename(page, "plan")
    page.refresh_from_db()
    in_all_languages(page)
    assert location(client, "/en/konzept/") == "/en/plan/"
    new = add_page(home, "Neues Konzept", slug="konzept")
    answer = client.get("/en/konzept/")
    assert (answer.status_code, new.title in answer.content.decode()) == (404, True)


def test_an_old_address_says_in_which_languages_its_page_can_be_read(client, home, changing):  # P12 L16
    page = in_all_languages(add_page(home, "Konzept", slug="konzept"))
    changing.rename(page, "plan")
    page.get_translation(locale_of("en")).unpublish()
    answer = client.get("/en/konzept/")
    content = answer.content.decode()
    assert (answer.status_code, 'href="/de/plan/"' in content, 'href="/en/plan/"' in content) == (404, True, False)


@pytest.mark.parametrize("is_restricted", [True, False])
def test_an_old_address_tells_nothing_of_a_page_that_is_not_public(client, home, changing, is_restricted):  # P12 X2
    page = in_all_languages(add_page(home, "Geheimer Titel", slug="alt"))
    changing.rename(page, "geheimer-pfad")
    if is_restricted:
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        page.refresh_from_db()
        page.unpublish()
    for code in CODES:
        answer = client.get(f"/{code}/alt/")
        content = answer.content.decode()
        assert (answer.status_code, "Geheimer" in content, "geheimer" in content) == (404, False, False)


def test_an_old_address_in_a_language_that_is_not_open_leads_nowhere(client, home, changing):  # P12 L1
    open_language("uk")
    page = add_page(home, "Konzept", slug="konzept")
    translate(page, "uk")
    changing.rename(page, "plan")
    assert location(client, "/uk/konzept/") == "/uk/plan/"
    open_language("uk", is_public=False)
    answer = client.get("/uk/konzept/")
    assert (answer.status_code, "/uk/plan/" in answer.content.decode()) == (404, False)


def test_a_deleted_page_answers_404_with_a_search(client, home, changing):  # P12
    page = add_page(home, "Konzept", slug="konzept")
    changing.rename(page, "plan")
    Page.objects.get(pk=page.pk).delete()
    answer = client.get("/de/konzept/")
    assert (answer.status_code, 'role="search"' in answer.content.decode()) == (404, True)


def test_what_is_asked_for_behind_the_address_is_kept(client, home, changing):  # P12
    page = add_page(home, "Termine", slug="termine")
    changing.rename(page, "veranstaltungen")
    assert location(client, "/de/termine/?year=2021&page=2") == "/de/veranstaltungen/?year=2021&page=2"
    assert client.post("/de/termine/?year=2021").status_code == 404


def test_a_page_that_was_taken_down_for_a_while_is_found_by_the_address_of_before(client, home, changing):  # P12
    page = add_page(home, "Konzept", slug="konzept")
    child = add_page(page, "Wohnen", slug="wohnen")
    child.unpublish()
    changing.rename(page, "plan")
    assert client.get("/de/konzept/wohnen/").status_code == 404
    child.refresh_from_db()
    child.save_revision().publish()
    assert location(client, "/de/konzept/wohnen/?a=1") == "/de/plan/wohnen/?a=1"


def test_addresses_that_are_too_long_for_the_list_are_found_by_those_above(client, home, changing):  # P12
    page = add_page(home, "Konzept", slug="konzept")
    child = add_page(page, "Lang", slug="l" * 150)
    grandchild = add_page(child, "Länger", slug="m" * 150)
    kept = Redirect.objects.create(old_path="/de/frueher", redirect_page=grandchild, automatically_created=True)
    changing.rename(page, "plan")
    assert location(client, f"/de/konzept/{'l' * 150}/{'m' * 150}/") == f"/de/plan/{'l' * 150}/{'m' * 150}/"
    # Only what is too long is left to write down, and nothing else is forgotten.
    changing.rename(grandchild, "n" * 160)
    assert Redirect.objects.filter(pk=kept.pk).exists()


def test_a_tree_of_many_pages_is_written_down_twice(home):  # P12 F5
    for _again in range(2):
        batch = signal_handlers.BatchRedirectCreator(max_size=2000, ignore_conflicts=True)
        for number in range(1100):
            batch.add(old_path=f"/de/alt/{number}", site=None, redirect_page=home, automatically_created=True)
        batch.process()
    assert Redirect.objects.count() == 1100


@pytest.mark.parametrize(
    "address",
    [
        "/de/" + "x/" * 400,
        "/de/" + "y" * 3000 + "/",
        "/de/%ff%fe/",
        "/de/%00/",
        "//[/",
        "//evil.example/de/konzept/",
        "/de/konzept/%2e%2e/",
        "/de/konzept/?%ff=%00",
        "/de/konzept;a=[/",
        "/de/" + "%F0%9F%92%A9/" * 30,
    ],
)
def test_strange_addresses_are_answered(client, home, changing, address):  # P12 X6
    page = add_page(home, "Konzept", slug="konzept")
    changing.rename(page, "plan")
    answer = client.get("/", **path_and_query(address))
    assert answer.status_code in (301, 404)
    assert answer.headers.get("Location", "/de/plan/").startswith("/de/plan/")


def path_and_query(address: str) -> dict[str, str]:
    path, _mark, query = address.partition("?")
    return {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}


def test_an_address_of_the_former_site_leads_on(client, home):  # P12
    page = in_all_languages(add_page(home, "Konzept", slug="konzept"))
    Redirect.objects.create(old_path="/index.php?L=0&id=42", redirect_page=page)
    Redirect.objects.create(old_path="/alte%20seite/größe.html", redirect_page=page, is_permanent=False)
    Redirect.objects.create(old_path="/rathaus", redirect_link="https://www.stadt.example/rathaus")
    assert location(client, "/index.php?id=42&L=0") == "/de/konzept/"
    assert client.get("/index.php?id=43").status_code != 301
    assert location(client, "/alte%20seite/gr%C3%B6%C3%9Fe.html?a=b", 302) == "/de/konzept/?a=b"
    assert location(client, "/rathaus/") == "https://www.stadt.example/rathaus"


def test_an_address_that_leads_to_itself_leads_nowhere(client, home):  # P12
    Redirect.objects.create(old_path="/de/kreis", redirect_link=f"{settings.BASE_URL}/de/kreis/")
    page = add_page(home, "Entwurf", slug="entwurf", live=False)
    Redirect.objects.create(old_path="/de/entwurf", redirect_page=page)
    assert [client.get(f"/de/{slug}/").status_code for slug in ("kreis", "entwurf")] == [404, 404]


def test_browsers_ask_again_whether_an_address_still_leads_on(client, home, changing):  # P12 R11
    page = add_page(home, "Konzept", slug="konzept")
    changing.rename(page, "plan")
    assert client.get("/de/konzept/")["Cache-Control"] == "public, max-age=0, s-maxage=1"


def test_the_admin_is_left_to_itself(client, home):  # P12 X10
    page = add_page(home, "Konzept", slug="konzept")
    Redirect.objects.create(old_path="/admin/gibt-es-nicht", redirect_page=page)
    assert client.get("/admin/gibt-es-nicht/").headers.get("Location", "").startswith("/de/") is False


def test_a_site_specific_address_is_preferred(client, home):  # P12
    page, other = add_page(home, "Konzept", slug="konzept"), add_page(home, "Anders", slug="anders")
    Redirect.objects.create(old_path="/de/alt", redirect_page=other)
    Redirect.objects.create(old_path="/de/alt", redirect_page=page, site=Site.objects.get())
    assert location(client, "/de/alt/") == "/de/konzept/"


def test_the_cost_does_not_grow_with_the_addresses(client, home, changing):  # P12 F5
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    page = in_all_languages(add_page(home, "Konzept", slug="konzept"))
    changing.rename(page, "plan")
    queries("/en/konzept/")
    few = [queries("/en/konzept/"), queries("/de/gibt-es-nicht/")]
    Redirect.objects.bulk_create([Redirect(old_path=f"/alt/{n}", redirect_page=page) for n in range(3000)])
    assert [queries("/en/konzept/"), queries("/de/gibt-es-nicht/")] == few
