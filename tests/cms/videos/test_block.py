"""What a page shows of a video: nothing is fetched before somebody presses play, and its text is there for all."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import ReferenceIndex

from tests.builders import add_page, make_home, open_language, translate
from tests.cms.frame.test_blocks import make_picture
from tests.cms.videos.films import CAPTIONS, make_video, video_block

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def home():
    return make_home()


def shown(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").select_one(".video")


def tracks(figure: BeautifulSoup) -> list[tuple]:
    return [(track["srclang"], track["label"], track.has_attr("default")) for track in figure.find_all("track")]


def test_a_page_shows_the_player_and_the_text(home, client):
    video, picture = make_video(captions={"de": CAPTIONS}), make_picture()
    page = add_page(home, "Seite", body=[video_block(video, poster=picture, is_sign_language=True)])
    figure = shown(client, page.url)
    player = figure.video
    assert {name: player[name] for name in ("controls", "preload", "aria-label")} == {
        "controls": "",
        "preload": "none",
        "aria-label": "Der Plan",
    }
    assert player["poster"].startswith("/media/images/")
    assert [player.has_attr(name) for name in ("autoplay", "src")] == [False, False]
    assert (figure.source["src"], figure.source["type"]) == (video.url, "video/mp4")
    assert tracks(figure) == [("de", "Deutsch", True)]
    assert figure.select_one(".chip").text == "In Gebärdensprache"
    assert figure.select_one("a[download]")["href"] == video.url
    assert (figure.summary.text, figure.select_one("details .prose").get_text(strip=True)) == (
        "Text des Videos",
        "Guten Tag.",
    )
    assert ReferenceIndex.get_references_to(video).count() == 1


@pytest.mark.parametrize(("there", "begun_with"), [(["de", "en"], "en"), (["ar", "de"], "de"), (["ar"], "")])
def test_captions_in_the_readers_language_or_in_german_are_on(home, client, there, begun_with):  # L1
    open_language("en")
    page = add_page(home, "Seite", slug="seite")
    translate(page, "en", body=[video_block(make_video(captions=dict.fromkeys(there, CAPTIONS)))])
    found = tracks(shown(client, "/en/seite/"))
    assert [code for code, _label, _is_on in found] == there
    assert [code for code, _label, is_on in found if is_on] == [begun_with] * bool(begun_with)


def test_the_policy_of_pages_lets_films_of_our_own_in_and_none_of_others(home, client):  # X5
    assert "media-src 'self';" in client.get("/de/").headers["Content-Security-Policy"] + ";"


def test_a_page_whose_video_is_gone_shows_nothing_of_it(home, client):
    video = make_video()
    page = add_page(home, "Seite", body=[("text", "<p>Text</p>"), video_block(video)])
    type(video).objects.filter(pk=video.pk)._raw_delete(using="default")
    assert shown(client, page.url) is None
