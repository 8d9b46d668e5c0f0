"""Kept pages: what is kept, for whom, under which addresses, and how it is told that nothing has changed."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import brotli
import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import PageViewRestriction

from cms.models import Generation
from cms.page_cache.application import PageCache
from tests.builders import PASSWORD, add_page, make_admin, make_home
from tests.cms.page_cache.asking import ask, new_cache

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def cache():
    return new_cache()


def test_a_page_is_made_once_and_is_what_django_answers(cache, client):  # F4
    pages, handler = cache
    first, second = ask(pages, "/de/"), ask(pages, "/de/")
    assert (first.state, second.state, handler.asked) == ("miss", "hit", 1)
    assert first.body == second.body == client.get("/de/").content
    assert (second.headers["Cache-Control"], second.headers["Vary"]) == (
        "public, max-age=0, s-maxage=1",
        "Accept-Encoding",
    )


def test_the_headers_that_protect_readers_stay(cache, client):  # F4 X3
    pages, _handler = cache
    own = client.get("/de/").headers
    kept = [ask(pages, "/de/").headers for _time in range(2)][1]
    protecting = ["Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "X-Frame-Options"]
    protecting += ["X-Content-Type-Options", "Cross-Origin-Opener-Policy", "Content-Type", "Content-Language"]
    assert {name: kept.get(name) for name in protecting} == {name: own.get(name) for name in protecting}
    assert kept["Content-Security-Policy"]


def test_whoever_has_a_session_gets_nothing_that_is_kept(cache, client):  # F4 X2
    pages, handler = cache
    ask(pages, "/de/")
    client.force_login(make_admin())
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    for headers in ({"COOKIE": cookie}, {"COOKIE": "messages=x"}, {"AUTHORIZATION": "Basic x"}):
        assert ask(pages, "/de/", **headers).state == ""
    assert (ask(pages, "/de/", COOKIE="theme=dark").state, handler.asked) == ("hit", 4)


def test_what_a_member_of_staff_is_shown_fills_nothing(cache, client, home):  # F4 X2
    pages, _handler = cache
    private = add_page(home, "Intern", slug="intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    client.force_login(make_admin())
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert ask(pages, private.url, COOKIE=cookie).status == 200
    assert [ask(pages, private.url).status for _time in range(2)] == [302, 302]
    assert len(pages.store) == 0


@pytest.mark.parametrize("kind", ["password", "login"])
def test_a_page_behind_a_door_is_never_kept(cache, home, kind):  # F4 X2
    pages, _handler = cache
    private = add_page(home, "Intern", slug="intern")
    PageViewRestriction.objects.create(page=private, restriction_type=kind, password=PASSWORD)
    assert [ask(pages, private.url).state for _time in range(2)] == ["", ""]
    assert len(pages.store) == 0


def test_what_strangers_add_to_an_address_neither_fills_nor_bypasses(cache):  # F4 X6
    pages, handler = cache
    ask(pages, "/de/")
    for number in range(50):
        assert ask(pages, f"/de/?utm_source={number}&x={number}").state == "hit"
    assert (len(pages.store), handler.asked) == (1, 1)


def test_an_unknown_query_is_answered_and_not_kept_while_nothing_is(cache):  # F4 X6
    pages, _handler = cache
    assert [ask(pages, f"/de/?x={number}").status for number in range(3)] == [200, 200, 200]
    assert len(pages.store) == 0


@pytest.mark.parametrize("query", ["?page=7", "?page=x", "?year=1999", "?page=1", "?page=2&page=3"])
def test_a_part_that_a_list_does_not_have_is_not_kept(cache, query):  # F4 X6
    pages, _handler = cache
    assert [ask(pages, f"/de/{query}").state for _time in range(2)] == ["", ""]
    assert len(pages.store) == 0


@pytest.mark.parametrize("address", ["/de/search/", "/de/search/?q=Haus", "/de/barrier-report/", "/de/nothing/", "/"])
def test_what_is_no_page_for_everybody_is_not_kept(cache, address):  # F4
    pages, _handler = cache
    assert [ask(pages, address).state for _time in range(2)] == ["", ""]
    assert len(pages.store) == 0


def test_a_host_that_is_not_ours_is_refused_and_not_kept(cache, logged_errors):  # F4 X6
    pages, _handler = cache
    ask(pages, "/de/")
    assert [ask(pages, "/de/", HOST="evil.example").status for _time in range(2)] == [400, 400]
    assert (len(pages.store), {record.name for record in logged_errors}) == (1, {"django.security.DisallowedHost"})
    logged_errors.clear()


def test_who_asks_for_the_head_gets_the_head(cache):  # F4
    pages, handler = cache
    before, page, after = ask(pages, "/de/", "HEAD"), ask(pages, "/de/"), ask(pages, "/de/", "HEAD")
    assert (before.state, page.state, after.state, handler.asked) == ("", "miss", "hit", 2)
    assert (after.body, after.headers["Content-Length"]) == (b"", str(len(page.body)))


def test_a_part_of_the_bytes_is_the_whole(cache):  # F4
    pages, _handler = cache
    answers = [ask(pages, "/de/", RANGE="bytes=0-10") for _time in range(2)]
    assert [(answer.status, answer.body) for answer in answers] == [(200, ask(pages, "/de/").body)] * 2


def test_posts_go_past_it(cache):
    pages, handler = cache
    ask(pages, "/de/")
    assert (ask(pages, "/de/", "POST").state, handler.asked) == ("", 2)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("", ""),
        ("x" * 5000, ""),
    ],
)
def test_it_is_compressed_for_those_who_take_it(cache, accepted, encoding):  # F4
    pages, _handler = cache
    plain = ask(pages, "/de/").body
    answer = ask(pages, "/de/", ACCEPT_ENCODING=accepted)
    assert answer.headers.get("Content-Encoding", "") == encoding
    unpacked = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}[encoding]
    assert unpacked(answer.body) == plain
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_whoever_has_it_already_is_told_so(cache):  # F4
    pages, _handler = cache
    ask(pages, "/de/")
    for encoding in ("", "gzip"):
        whole = ask(pages, "/de/", ACCEPT_ENCODING=encoding)
        etag, changed = whole.headers["ETag"], whole.headers["Last-Modified"]
        for headers in (
            {"IF_NONE_MATCH": etag},
            {"IF_NONE_MATCH": f'"other", W/{etag}'},
            {"IF_NONE_MATCH": "*"},
            {"IF_MODIFIED_SINCE": changed},
        ):
            answer = ask(pages, "/de/", ACCEPT_ENCODING=encoding, **headers)
            assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", etag)
            assert {"Content-Length", "Content-Encoding", "Content-Type"} & set(answer.headers) == set()


@pytest.mark.parametrize(
    "headers",
    [
        {"IF_NONE_MATCH": '"other"'},
        {"IF_NONE_MATCH": '"other"', "IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"IF_NONE_MATCH": ""},
        {"IF_MODIFIED_SINCE": "Thu, 01 Jan 2015 00:00:00 GMT"},
        {"IF_MODIFIED_SINCE": "yesterday"},
        {"IF_MODIFIED_SINCE": "Fri, 99 Jan 99999 00:00:00 GMT"},
    ],
)
def test_whoever_has_another_one_gets_it_whole(cache, headers):  # F4 X6
    pages, _handler = cache
    ask(pages, "/de/")
    answer = ask(pages, "/de/", **headers)
    assert (answer.status, answer.state, answer.body) == (200, "hit", ask(pages, "/de/").body)


def test_a_crowd_lets_a_page_be_made_once(cache):  # F4 R8
    pages, handler = cache
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda _number: _asked_in_a_thread(pages), range(24)))
    assert ({answer.status for answer in answers}, len({answer.body for answer in answers})) == ({200}, 1)
    assert (handler.asked, sorted(answer.state for answer in answers)) == (1, ["hit"] * 23 + ["miss"])


def test_nobody_waits_for_the_answer_of_another_that_is_none_to_keep():  # F4
    together = Barrier(2, timeout=10)
    first = []

    def form(environ, start_response):
        if first:
            # Both stand here at once, or the barrier breaks.
            together.wait()
        first.append(True)
        start_response("200 OK", [])
        return [b"a form"]

    pages = PageCache(form, 1000)
    ask(pages, "/de/form/")
    with ThreadPoolExecutor(2) as crowd:
        bodies = list(crowd.map(lambda _number: _asked_in_a_thread(pages, "/de/form/").body, range(2)))
    assert (bodies, len(first), len(pages.store)) == ([b"a form"] * 2, 3, 0)


def _asked_in_a_thread(pages, address="/de/"):
    try:
        return ask(pages, address)
    finally:
        connection.close()


def test_the_room_is_bounded_and_the_oldest_goes_first(home):  # F4
    addresses = [add_page(home, f"Seite {number}", slug=f"seite-{number}").url for number in range(4)]
    pages, _handler = new_cache()
    for address in addresses:
        ask(pages, address)
    room = pages.store.bytes * 5 // 8
    small, handler = new_cache(room)
    for address in addresses:
        ask(small, address)
    assert (len(small.store), small.store.bytes <= room) == (2, True)
    assert [ask(small, address).state for address in reversed(addresses)] == ["hit", "hit", "miss", "miss"]
    none, _handler = new_cache(10)
    assert [ask(none, addresses[0]).state for _time in range(2)] == ["miss", "miss"]
    assert (len(none.store), none.store.bytes) == (0, 0)


def test_while_no_number_can_be_read_what_is_kept_is_served_for_a_while(cache, monkeypatch):  # F4 R2
    pages, handler = cache
    ask(pages, "/de/")
    Generation.objects.all().delete()
    answer = ask(pages, "/de/")
    assert (answer.state, answer.headers["Warning"], handler.asked) == ("stale", '111 - "Revalidation Failed"', 1)
    monkeypatch.setattr("cms.page_cache.application.SECONDS_WITHOUT_DATABASE", 0)
    assert (ask(pages, "/de/").state, ask(pages, "/en/").state, handler.asked) == ("", "", 3)
