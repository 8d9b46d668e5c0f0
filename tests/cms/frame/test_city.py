"""What a city is known by: coat of arms, official line, colours, icon and picture for sharing."""

import contextlib
import io

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.consequences.answers import answered_by
from cms.frame.colour_sheet import colour_sheet_url
from cms.models import CustomImage, SiteFrame
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, SIGNUP_STAFF
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_frame, make_home, make_staff, open_language, translate

pytestmark = pytest.mark.django_db

COLOURS = {"colour": "#7a1030", "colour_in_the_dark": "#f2a9bd"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def make_picture(title: str, width: int, height: int) -> CustomImage:
    output = io.BytesIO()
    Image.new("RGBA", (width, height), (122, 16, 48, 255)).save(output, "PNG")
    file = SimpleUploadedFile(f"{title}.png", output.getvalue(), "image/png")
    return CustomImage.objects.create(title=title, file=file, width=width, height=height)


def at_work(role: str) -> BrowserClient:
    user = make_staff(role)
    user.groups.add(Group.objects.get(name=role))
    client = BrowserClient()
    client.force_login(user)
    return client


def look(client, path: str = "/de/") -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def sheets(page: BeautifulSoup) -> list[str]:
    return [link["href"] for link in page.select("link[rel=stylesheet]") if link.get("media") != "print"]


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def signs() -> dict:
    return {
        **COLOURS,
        "logo": make_picture("Wappen", 300, 400),
        "logo_text": "Wappen der Stadt",
        "icon": make_picture("Zeichen", 256, 256),
        "share_picture": make_picture("Rathaus", 1300, 700),
        "official_text": "Eine Website der Landeshauptstadt",
        "official_url": "https://stadt.example/",
    }


def test_without_any_setting_all_is_as_it_came(home, client):
    make_frame()
    page = look(client)
    assert sheets(page) == ["/static/cms/css/site.css"]
    assert [link["href"] for link in page.select("link[rel*=icon]")] == ["/static/cms/img/favicon.svg"]
    assert [image["src"] for image in page.select("header img")] == ["/static/cms/img/mark.svg"]
    assert str(page.select_one(".city-name")) == '<p class="city-name">Landeshauptstadt</p>'
    assert page.select_one("meta[property='og:image']")["content"] == "http://127.0.0.1:8000/static/cms/img/share.png"


@pytest.mark.parametrize("has_frame", [False, True])
def test_the_icon_of_every_browser_is_ours_until_there_is_another(home, client, has_frame):
    if has_frame:
        make_frame()
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/cms/img/favicon.svg")


def test_an_empty_site_has_an_icon_too(client):
    assert client.get("/favicon.ico")["Location"] == "/static/cms/img/favicon.svg"


def test_the_signs_of_the_city_stand_on_every_page(home, client, signs):
    make_frame(**signs)
    page = look(client)
    mark = page.select_one("header a.site-name img")
    assert (mark["alt"], mark["width"], mark["height"]) == ("Wappen der Stadt", "126", "168")
    line = page.select_one("header .city-name a")
    assert (line.text, line["href"]) == ("Eine Website der Landeshauptstadt", "https://stadt.example/")
    assert page.select_one("meta[property='og:image']")["content"].startswith("http://127.0.0.1:8000/media/images/")
    assert sheets(page) == ["/static/cms/css/site.css", colour_sheet_url(**_sheet_of(signs))]
    # Also where no page of Wagtail is answered, which is where pictures are for staff only.
    for path in ("/de/search/", "/de/barrier-report/"):
        assert look(client, path).select_one("header a.site-name img")["src"] == mark["src"]
    with contextlib.closing(client.get(mark["src"])) as response:
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")


def _sheet_of(signs: dict) -> dict:
    return {"light": signs["colour"], "dark": signs["colour_in_the_dark"]}


def test_a_page_with_a_picture_is_shared_with_its_own(home, client, signs):
    make_frame(**signs)
    place = add_page(home, "Platz", slug="platz", picture=make_picture("Platz", 1300, 700))
    assert place.picture_id
    own, default = (
        look(client, path).select_one("meta[property='og:image']")["content"] for path in ("/de/platz/", "/de/")
    )
    assert (own == default, own.endswith(".jpg"), default.endswith(".jpg")) == (False, True, True)


def test_the_icon_is_a_small_png_of_the_picture(home, client, signs):
    make_frame(**signs)
    response = client.get("/favicon.ico", follow=True)
    image = Image.open(io.BytesIO(response.getvalue()))
    assert (response.status_code, image.format, image.size) == (200, "PNG", (64, 64))
    assert image.convert("RGB").getpixel((32, 32)) == (122, 16, 48)


def test_the_icon_asks_the_database_once_between_two_publishes(home, client, signs, settings):
    settings.SHARED_STANDING = True
    make_frame(**signs)
    client.get("/favicon.ico")
    with CaptureQueriesContext(connection) as captured:
        client.get("/favicon.ico")
    assert len(captured) == 0


def test_the_colours_are_a_sheet_that_never_changes_at_its_address(client):
    response = client.get(colour_sheet_url("#7A1030", "#f2a9bd"))
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    light, dark = response.text.split("(prefers-color-scheme: dark)")
    assert (light.count("#7a1030"), dark.count("#f2a9bd"), dark.count("#7a1030")) == (3, 2, 0)


@pytest.mark.parametrize("path", ["/colours/7a1030-f2a9bd.000000000000.css", "/colours/7a1030-red.000000000000.css"])
def test_no_other_address_has_a_sheet(client, path):
    assert client.get(path).status_code == 404


def test_pages_with_the_colours_of_a_city_keep_their_strict_policy(home, client):
    make_frame()
    before = client.get("/de/")["Content-Security-Policy"]
    SiteFrame.objects.update(**COLOURS)
    after = client.get("/de/")
    page = BeautifulSoup(after.content, "html.parser")
    assert (after["Content-Security-Policy"], page.select("style, [style]")) == (before, [])


def errors_of(**fields) -> dict[str, list[str]]:
    frame = SiteFrame.objects.first() or make_frame()
    for name, value in fields.items():
        setattr(frame, name, value)
    try:
        frame.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_a_colour_that_nobody_can_read_is_refused_with_the_pair_that_fails(home):
    assert errors_of(**COLOURS) == {}
    errors = errors_of(colour="#ffcc00", colour_in_the_dark="#f2a9bd")
    sentence = (
        "#ffcc00 ist mit „gute Nachrichten“ (#e6f4ea) nicht lesbar: Der Kontrast ist 1,33 zu 1 und muss 4,50 zu 1 "
        "sein. Es fehlen 3,17. Eine dunklere Farbe hilft."
    )
    assert errors == {"colour": [sentence]}
    assert list(errors_of(colour="#7a1030", colour_in_the_dark="#7a1030")) == ["colour_in_the_dark"]
    assert list(errors_of(colour="#7a1030", colour_in_the_dark="")) == ["colour_in_the_dark"]
    assert list(errors_of(colour="rot", colour_in_the_dark="#f2a9bd")) == ["colour"]


def test_a_logo_needs_its_words_and_an_icon_its_square(home):
    assert list(errors_of(logo=make_picture("Wappen", 300, 400))) == ["logo_text"]
    assert errors_of(logo_text="Wappen", icon=make_picture("Breit", 300, 200)) == {
        "icon": ["Das Zeichen muss ein Quadrat von mindestens 180 Pixeln sein. Dieses Bild hat 300 mal 200."]
    }
    assert list(errors_of(icon=make_picture("Klein", 100, 100))) == ["icon"]


def test_signs_and_colours_are_the_same_in_every_language_and_the_words_are_not(home, client, signs):
    open_language("en")
    translate(home, "en", "Home")
    german = make_frame()
    english = make_frame("en", official_text="A website of the capital", logo_text="Coat of arms")
    for name, value in signs.items():
        setattr(german, name, value)
    with answered_by("test"):
        german.save_revision().publish()
    english.refresh_from_db()
    shared = ("logo", "icon", "share_picture", "colour", "colour_in_the_dark")
    assert [getattr(english, name) for name in shared] == [signs[name] for name in shared]
    page = look(client, "/en/")
    assert page.select_one(".city-name").get_text(strip=True) == "A website of the capital"
    assert page.select_one("header a.site-name img")["alt"] == "Coat of arms"


def test_partners_stand_on_the_home_page_or_on_every_page(home, client):
    add_page(home, "Platz", slug="platz")
    partner = {"name": "Verein", "url": "https://verein.example", "logo": make_picture("Verein", 400, 100)}
    frame = make_frame(partners=[("partner", partner)])

    def partners(path: str) -> list[str]:
        return [image["alt"] for image in look(client, path).select(".partners img")]

    assert (partners("/de/"), partners("/de/platz/")) == (["Verein"], [])
    frame.partners_everywhere = True
    frame.save()
    assert (partners("/de/"), partners("/de/platz/")) == (["Verein"], ["Verein"])


# The screens, as those who work there see them


def edit(frame: SiteFrame) -> str:
    return reverse("wagtailsnippets_cms_siteframe:edit", args=[frame.pk])


def typed(frame: SiteFrame, **changes: str) -> dict:
    values = {name: getattr(frame, name) for name in ("city_name", "site_name", "contact_email")}
    streams = {name: streamfield([]) for name in ("main_menu", "legal_menu", "partners")}
    return nested_form_data({**values, **streams, "contact": "null", **changes})


def test_an_editor_sets_the_signs_and_a_chief_lets_them_go_out(home, client, signs):
    frame = make_frame()
    editor = at_work(EDITORS)
    pictures = {name: signs[name].pk for name in ("logo", "icon", "share_picture")}
    answer = editor.post(edit(frame), {**typed(frame, **{**signs, **pictures}), "action-submit": "1"})
    assert (answer.status_code, sheets(look(client))) == (302, ["/static/cms/css/site.css"])
    with answered_by("test"):
        SiteFrame.objects.get().latest_revision.publish()
    assert sheets(look(client)) == ["/static/cms/css/site.css", colour_sheet_url(**_sheet_of(signs))]


def test_an_editor_reads_beside_the_field_which_colour_fails(home):
    frame = make_frame()
    page = at_work(CHIEF_EDITORS).post(
        edit(frame), {**typed(frame, colour="#ffcc00", colour_in_the_dark="#f2a9bd"), "action-publish": "1"}
    )
    shown = BeautifulSoup(page.content, "html.parser").select(".w-field__errors .error-message")
    assert (page.status_code, SiteFrame.objects.get().colour) == (200, "")
    assert [error.get_text(strip=True).split(":")[0] for error in shown] == [
        "#ffcc00 ist mit „gute Nachrichten“ (#e6f4ea) nicht lesbar"
    ]


def test_who_may_not_edit_the_frame_sets_no_signs(home):
    frame = make_frame()
    assert at_work(SIGNUP_STAFF).post(edit(frame), typed(frame, **COLOURS)).status_code == 302
    assert SiteFrame.objects.get().colour == ""


def branding(page: BeautifulSoup) -> Tag:
    """What Wagtail's script puts on top of its sidebar."""
    return page.find("template", attrs={"data-wagtail-sidebar-branding-logo": True})


def test_the_admin_carries_the_name_and_the_mark_of_the_city(home, signs):
    make_frame(site_name="Stadt für alle", **signs)
    page = look(at_work(ADMINISTRATORS), "/admin/")
    logo = branding(page).find("img")
    assert page.title.get_text(strip=True).endswith("- Stadt für alle")
    assert (logo["alt"], logo["src"].startswith("/media/images/")) == ("Wappen der Stadt", True)


def test_an_admin_without_a_frame_carries_the_name_of_the_settings(home):
    page = look(at_work(ADMINISTRATORS), "/admin/")
    assert page.title.get_text(strip=True).endswith("- Teilhabe")
    assert [(mark["src"], mark["alt"]) for mark in branding(page).find_all("img")] == [("/static/cms/img/mark.svg", "")]


def test_no_drawing_is_taken_that_is_a_program(home):
    client = at_work(EDITORS)
    file = SimpleUploadedFile("wappen.svg", SVG, "image/svg+xml")
    client.post(reverse("wagtailimages:add"), {"title": "Wappen", "file": file})
    assert CustomImage.objects.count() == 0
