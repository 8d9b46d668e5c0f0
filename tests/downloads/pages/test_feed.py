"""The feed of new files: in one language, for everybody, with what has changed and where to fetch it."""

from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from cms.ground.addresses import absolute_url
from cms.ground.freshness import KEPT
from downloads.files.file_names import file_url
from downloads.models import PublicationIndexPage
from downloads.models.enums import Stage
from downloads.pages.entries import version_label
from downloads.pages.feed import MOST_ITEMS
from tests.builders import add_page, make_home, open_language, translate
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RELEASE = datetime(2027, 5, 31, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en")
    return home


def feed_of(client, code="de"):
    response = client.get(f"/{code}/downloads.xml")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def entries_of(client, code="de"):
    return feed_of(client, code).findall(f"{ATOM}entry")


def titles(client, code="de"):
    return [entry.find(f"{ATOM}title").text for entry in entries_of(client, code)]


def in_german(title, publication):
    with translation.override("de"):
        return f"{title} ({version_label(publication)})"


def text(element, name):
    return element.find(f"{ATOM}{name}").text


def test_an_entry_tells_title_version_change_moment_and_where_the_file_is(client, home):  # D10
    with time_machine.travel(RELEASE - timedelta(days=20), tick=False):
        publication = make_publication(release_at=RELEASE, version=2)
        file = add_file(publication, "de", "Analyse", what_changed="Neu: <b>Fragen</b>.")
    with time_machine.travel(RELEASE, tick=False):
        [entry] = entries_of(client)
    links = {link.get("rel"): link for link in entry.findall(f"{ATOM}link")}
    assert (text(entry, "title"), text(entry, "summary")) == (
        in_german("Analyse", publication),
        "Neu: &lt;b&gt;Fragen&lt;/b&gt;.",
    )
    assert text(entry, "updated") == "2027-05-31T09:00:00+02:00"
    enclosure = {name: links["enclosure"].get(name) for name in ("href", "length", "type")}
    assert enclosure == {"href": absolute_url(file_url(file)), "length": str(file.size), "type": "application/pdf"}


@pytest.mark.parametrize(
    ("title", "stage", "told"),
    [
        ("Analysis", Stage.DRAFT, "Analysis (2nd draft)"),
        ("Analysis, 2nd Draft", Stage.DRAFT, "Analysis, 2nd Draft"),
        ("Analysis", Stage.FINAL, "Analysis (Final version)"),
    ],
)
def test_the_version_is_told_once(client, home, title, stage, told):  # D10
    add_file(make_publication(stage=stage), "en", title)
    assert titles(client, "en") == [told]


def test_every_language_has_its_own_files_only(client, home):  # D10
    publication = make_publication(version=9)
    for code in ("de", "en", "uk"):
        add_file(publication, code, f"Titel {code}")
    feed = feed_of(client, "en")
    assert (feed.get(XML_LANG), titles(client, "en"), titles(client)) == (
        "en",
        ["Titel en (draft 9)"],
        [in_german("Titel de", publication)],
    )


def test_the_newest_stand_first_by_the_moment_at_which_readers_got_them(client, home):  # D10
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=30), tick=False):
        late = make_publication("late", release_at=now - timedelta(days=1), stage=Stage.FINAL)
        add_file(late, title="Released late")
    with time_machine.travel(now - timedelta(days=10), tick=False):
        early = make_publication("early", release_at=now - timedelta(days=20), stage=Stage.FINAL)
        add_file(early, title="Uploaded later")
    assert [title.split(" (")[0] for title in titles(client)] == ["Released late", "Uploaded later"]


def test_a_replaced_file_keeps_its_id_and_comes_up_again(client, home):  # D10
    with time_machine.travel(RELEASE, tick=False):
        old, other = make_publication("old", days=0), make_publication("other", days=0)
        file = add_file(old, title="Alt")
        add_file(other, title="Anderes")
        before = {text(entry, "title")[:3]: text(entry, "id") for entry in entries_of(client)}
    with time_machine.travel(RELEASE + timedelta(days=2), tick=False):
        file.file, file.title = ContentFile(pdf_bytes(7), name="neu.pdf"), "Alt und neu"
        file.save()
        first = entries_of(client)[0]
    assert (text(first, "id"), text(first, "updated")) == (before["Alt"], "2027-06-02T09:00:00+02:00")
    assert len(set(before.values())) == 2


def test_superseded_versions_stay_in(client, home):  # D5 D10
    first = make_publication("first", version=1, days=-3)
    second = make_publication("second", version=2, days=-2, supersedes=first)
    for publication in (first, second):
        with time_machine.travel(publication.release_at, tick=False):
            add_file(publication, title="Analyse")
    assert titles(client) == [in_german("Analyse", second), in_german("Analyse", first)]


def test_what_not_everybody_may_fetch_is_in_no_feed(client, home, django_user_model):  # D3 X2
    group = make_working_group()
    hidden = [
        make_publication("soon", days=1),
        make_publication("undated", days=None),
        make_publication("internal", groups=[group]),
    ]
    files = [add_file(publication, title=publication.name) for publication in hidden]
    member = django_user_model.objects.create_user("member")
    group.members.add(member)
    client.force_login(member)
    response = client.get("/de/downloads.xml")
    content = response.content.decode()
    assert (response.status_code, "<feed" in content) == (200, True)
    traces = [hidden.name for hidden in hidden] + [file.public_id for file in files]
    assert [trace for trace in traces if trace in content] == []
    assert entries_of(client) == []


def test_the_feed_changes_by_itself_at_the_release(client, home):  # D2 D10
    publication = make_publication(release_at=RELEASE)
    with time_machine.travel(RELEASE - timedelta(days=9), tick=False):
        add_file(publication)
    with time_machine.travel(RELEASE - timedelta(seconds=0.5), tick=False):
        response = client.get("/de/downloads.xml")
        assert (titles(client), response["Cache-Control"]) == ([], "public, max-age=0, s-maxage=0")
        assert response.wsgi_request.META[KEPT].until == RELEASE
    with time_machine.travel(RELEASE, tick=False):
        assert len(titles(client)) == 1


def test_a_language_without_files_has_an_empty_feed_to_subscribe_to(client, home):  # D10
    add_file(make_publication())
    feed = feed_of(client, "en")
    assert (feed.findall(f"{ATOM}entry"), text(feed, "title")) == ([], "New drafts and versions")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": absolute_url("/en/"), "self": absolute_url("/en/downloads.xml")}


def test_a_language_that_is_not_open_has_no_feed(client, home):  # L1
    open_language("uk", is_public=False)
    assert client.get("/uk/downloads.xml").status_code == 404


def test_the_feed_ends_after_the_newest_and_costs_the_same_however_long(client, home, django_assert_num_queries):  # D10
    publications = [make_publication(f"Nr. {number}") for number in range(MOST_ITEMS + 1)]
    add_file(publications[0])
    client.get("/de/downloads.xml")
    with django_assert_num_queries(FEED_QUERIES):
        client.get("/de/downloads.xml")
    for publication in publications[1:]:
        add_file(publication)
    with django_assert_num_queries(FEED_QUERIES):
        assert len(entries_of(client)) == MOST_ITEMS


# The languages; the site, the homes and the restricted pages; the list of downloads with its restrictions; the author;
# those announced and their links; the files
FEED_QUERIES = 10


def test_pages_announce_the_feed_and_the_list_of_downloads_offers_it(client, home):  # D10
    add_page(home, "Entwürfe", PublicationIndexPage, slug="entwuerfe")
    content = client.get("/de/entwuerfe/").text
    assert content.count('href="/de/downloads.xml"') == 2
    assert (
        client.get("/de/").text.count('<link rel="alternate" type="application/atom+xml" href="/de/downloads.xml"') == 1
    )
    links = {link.get("rel"): link.get("href") for link in feed_of(client).findall(f"{ATOM}link")}
    assert links["alternate"] == absolute_url("/de/entwuerfe/")
