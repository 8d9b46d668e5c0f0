"""Who may see a page that shows a video may fetch it; to everybody else there is none."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.models import User
from home.roles import EDITORS, SIGNUP_STAFF, ensure_roles
from tests.builders import add_page, make_home, open_language, translate
from tests.cms.videos.films import CAPTIONS, make_video, mp4, video_block

pytestmark = pytest.mark.django_db
PASSWORD = "teilhabe"


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def video(home):
    return make_video(captions={"de": CAPTIONS})


def addresses(video) -> list[str]:
    return [video.url, video.captions.get().url]


def statuses(client, video) -> list[int]:
    return [status(client.get(address)) for address in addresses(video)]


def status(response) -> int:
    if response.streaming:
        content(response)
    return response.status_code


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def test_nobody_gets_a_video_that_no_page_shows(client, video):  # X2
    assert statuses(client, video) == [404, 404]


@pytest.mark.parametrize("name", ["%00.mp4", "..%2Ffilm.mp4", "film.mp4", f"{'a' * 24}.html"])
def test_no_database_is_asked_for_a_name_that_no_video_has(client, video, name):  # X2
    with CaptureQueriesContext(connection) as asked:
        codes = [client.get(f"/videos/{name}{more}").status_code for more in ("", "/de.vtt")]
    assert codes == [404, 404]
    assert [query["sql"] for query in asked if "cms_video" in query["sql"]] == []


def test_everybody_gets_the_video_of_a_public_page(client, home, video):  # X2
    add_page(home, "Seite", body=[video_block(video)])
    film, captions = (client.get(address) for address in addresses(video))
    assert content(film) == mp4()
    told = ("Content-Type", "Cache-Control", "Accept-Ranges", "Content-Length", "X-Content-Type-Options")
    assert [film.headers[name] for name in told] == [
        "video/mp4",
        "public, max-age=30",
        "bytes",
        str(len(mp4())),
        "nosniff",
    ]
    assert "sandbox" in film.headers["Content-Security-Policy"]
    assert (captions.headers["Content-Type"], captions.text) == ("text/vtt; charset=utf-8", CAPTIONS)


def test_a_draft_and_a_page_that_was_taken_down_show_it_to_nobody(client, home, video):  # X2
    page = add_page(home, "Seite", body=[video_block(video)], live=False)
    before = statuses(client, video)
    page.save_revision().publish()
    during = statuses(client, video)
    page.refresh_from_db()
    page.unpublish()
    assert (before, during, statuses(client, video)) == ([404, 404], [200, 200], [404, 404])


def test_a_language_that_is_not_open_shows_it_to_nobody(client, home, video):  # X2 L1
    open_language("uk", is_public=False)
    translate(home, "uk", body=[video_block(video)])
    assert statuses(client, video) == [404, 404]


def test_of_a_restricted_page_it_goes_to_those_who_know_the_password(client, home, video):  # X2 X8
    page = add_page(home, "Seite", body=[video_block(video)])
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    stranger = statuses(client, video)
    client.post(
        f"/de/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": PASSWORD, "return_url": page.url},
    )
    answers = [client.get(address) for address in addresses(video)]
    assert stranger == [404, 404]
    assert [(status(one), one.headers["Cache-Control"]) for one in answers] == [(200, "private, no-store")] * 2


def test_staff_who_look_after_videos_see_them_before_readers_do(client, video):  # X2
    ensure_roles()
    seen = {}
    for role in (EDITORS, SIGNUP_STAFF):
        user = User.objects.create_user(role, f"{len(seen)}@stadt.example", "vier lange Wörter hier")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        seen[role] = statuses(client, video)
    assert seen == {EDITORS: [200, 200], SIGNUP_STAFF: [404, 404]}


@pytest.mark.parametrize(
    ("header", "first", "end"), [("bytes=0-9", 0, 10), ("bytes=500-", 500, len(mp4())), ("bytes=-7", -7, len(mp4()))]
)
def test_a_player_gets_the_part_that_it_asks_for(client, home, video, header, first, end):  # D7
    add_page(home, "Seite", body=[video_block(video)])
    answer = client.get(video.url, headers={"Range": header})
    wanted = mp4()[first:end]
    begins = first % len(mp4())
    assert (answer.status_code, content(answer)) == (206, wanted)
    assert answer.headers["Content-Range"] == f"bytes {begins}-{begins + len(wanted) - 1}/{len(mp4())}"


def test_beyond_the_end_and_a_head_have_no_content(client, home, video):  # D7
    add_page(home, "Seite", body=[video_block(video)])
    beyond, head = client.get(video.url, headers={"Range": "bytes=99999-"}), client.head(video.url)
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(mp4())}")
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, str(len(mp4())), b"")
    known = client.get(video.url, headers={"If-None-Match": head.headers["ETag"]})
    assert known.status_code == 304


@pytest.mark.parametrize("name", ["x.mp4", "../publications/x.pdf", "film.mp4/xx.vtt"])
def test_what_is_not_there_is_not_found(client, home, video, name):  # X2
    add_page(home, "Seite", body=[video_block(video)])
    assert client.get(f"/videos/{name}").status_code == 404


def test_captions_in_another_language_are_not_found(client, home, video):
    add_page(home, "Seite", body=[video_block(video)])
    assert client.get(video.captions.get().url.replace("de.vtt", "en.vtt")).status_code == 404


def test_nobody_posts(client, home, video):
    add_page(home, "Seite", body=[video_block(video)])
    assert client.post(video.url).status_code == 405
