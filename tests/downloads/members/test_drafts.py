"""The page of the working groups: members see their drafts, everybody else learns nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.models import User
from downloads.files.file_names import file_url
from downloads.members.inviting import remove
from tests.browser_client import BrowserClient
from tests.builders import PASSWORD, make_home, make_staff, translate
from tests.downloads.members.people import GROUPS, invited, membership_of
from tests.downloads.publications import add_file, make_publication, make_working_group

pytestmark = pytest.mark.django_db
CODES = ["de", "en", "de-simple"]
GROUP_PAGE_QUERIES = 19
OWN, OTHER = "Arbeitsgruppe Bildung", "Arbeitsgruppe Verkehr"


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en")
    translate(home, "de-simple")
    return home


@pytest.fixture
def group(home):
    return make_working_group(OWN)


@pytest.fixture
def other(home):
    return make_working_group(OTHER)


def logged_in(user: User | None) -> BrowserClient:
    client = BrowserClient()
    if user:
        client.force_login(user)
    return client


def shown(client: BrowserClient, code: str = "de") -> list[tuple[str, list[str]]]:
    """The groups with the titles of their drafts; an empty list without the page."""
    groups = client.get(f"/{code}/working-groups/").context.get("groups", [])
    return [(group.name, [entry.title for entry in group.entries]) for group in groups]


def people(group, other) -> dict[str, User | None]:
    """One of each kind of reader."""
    people: dict[str, User | None] = {
        "member": invited(group),
        "member of both": invited(group, "beide@verein.example"),
        "other member": invited(other, "andere@verein.example"),
        "former member": invited(group, "ehemals@verein.example"),
        "switched off": invited(group, "gesperrt@verein.example"),
        "stranger": User.objects.create_user("fremd", "fremd@verein.example", PASSWORD),
        "editor": make_staff("redaktion", "downloads.change_publication", "downloads.change_workinggroup"),
        "everybody": None,
    }
    other.members.add(people["member of both"], people["former member"])
    remove(people["former member"].memberships.get(working_group=group))
    return people


# Who sees the draft of the first group and fetches its file; who sees that of the second.
SEES = {
    "member": [(OWN, ["Titel eigen"])],
    "member of both": [(OWN, ["Titel eigen"]), (OTHER, ["Titel fremd"])],
    "other member": [(OTHER, ["Titel fremd"])],
    "former member": [(OTHER, ["Titel fremd"])],
    "switched off": [],
    "stranger": [],
    "editor": [],
    "everybody": [],
}
FETCH_OWN = {"member", "member of both", "editor"}


def test_each_reader_sees_the_drafts_of_their_groups_and_no_trace_of_others(group, other):  # D3 X2
    own = add_file(make_publication(groups=[group]), title="Titel eigen")
    add_file(make_publication(groups=[other]), title="Titel fremd")
    clients = {kind: logged_in(user) for kind, user in people(group, other).items()}
    User.objects.filter(email="gesperrt@verein.example").update(is_active=False)
    assert {kind: shown(client) for kind, client in clients.items()} == SEES
    assert {kind for kind, client in clients.items() if client.head(file_url(own)).status_code == 200} == FETCH_OWN
    canaries = [OWN, OTHER, "Titel eigen", "Titel fremd"]
    for kind, client in clients.items():
        html = client.get(GROUPS).content.decode()
        seen = [text for name, titles in SEES[kind] for text in (name, *titles)]
        assert [text for text in canaries if text in html] == [text for text in canaries if text in seen], kind


@pytest.mark.parametrize("address", ["/de/", "/de/downloads.xml", "/sitemap-1.xml", "/de/search/?q=Titel"])
def test_a_member_reads_nothing_internal_anywhere_else(group, address):  # D3 V3
    add_file(make_publication(groups=[group]), title="Titel eigen")
    client = logged_in(invited(group))
    # A feed without entries names the moment at which it was asked.
    with time_machine.travel(timezone.now(), tick=False):
        member, everybody = client.get(address), BrowserClient().get(address)
    assert (member.status_code, "Titel eigen" in member.content.decode()) == (200, False)
    assert member.content == everybody.content


def test_a_refused_file_answers_like_one_that_does_not_exist(group, other):  # D3 X4
    file = add_file(make_publication(groups=[other]))
    client = logged_in(invited(group))
    answers = []
    for address in (file_url(file), file_url(file).replace(file.public_id, "a" * 12)):
        response = client.get(address)
        answers.append((response.status_code, dict(response.headers), response.content))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_somebody_without_a_group_gets_one_sentence_and_can_log_out(home):  # D3
    response = logged_in(User.objects.create_user("fremd", "fremd@verein.example", PASSWORD)).get(GROUPS)
    assert (response.status_code, response.context["groups"]) == (200, [])
    assert '<form method="post" action="/de/working-groups/log-out/">' in response.content.decode()


def test_the_newest_comes_first_and_one_to_come_says_from_when(group):  # D2 D3
    for days, title in [(-5, "Alt"), (3, "Kommt"), (-1, "Neu"), (None, "Ohne Zeit")]:
        add_file(make_publication(days=days, groups=[group]), title=title)
    client = logged_in(invited(group))
    assert shown(client) == [(OWN, ["Kommt", "Neu", "Alt"])]
    [page] = client.get(GROUPS).context["groups"]
    assert [(entry.is_released, entry.file is not None) for entry in page.entries] == [
        (False, False),
        (True, True),
        (True, True),
    ]
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        client.force_login(User.objects.get(email="mitglied@verein.example"))
        [page] = client.get(GROUPS).context["groups"]
        assert [entry.is_released for entry in page.entries] == [True, True, True]


def test_a_superseded_version_stands_below_the_newer_one_or_alone_and_is_marked(group):  # D5
    first = make_publication("Eins", version=1, days=-9, groups=[group])
    second = make_publication("Zwei", version=2, days=-5, groups=[group], supersedes=first)
    public = make_publication("Drei", version=3, days=-1, supersedes=second)
    for publication in (first, second):
        add_file(publication, title=f"Titel {publication.name}")
    client = logged_in(invited(group))
    [page] = client.get(GROUPS).context["groups"]
    assert [(entry.title, [old.title for old in entry.earlier]) for entry in page.entries] == [
        ("Titel Zwei", ["Titel Eins"])
    ]
    add_file(public, title="Titel Drei")
    [page] = client.get(GROUPS).context["groups"]
    assert [(entry.title, entry.is_superseded) for entry in page.entries] == [
        ("Titel Zwei", True),
        ("Titel Eins", True),
    ]


def test_a_draft_for_everybody_is_none_of_the_group(group):  # D3
    publication = make_publication(groups=[group], audience="public")
    add_file(publication)
    type(publication).objects.filter(pk=publication.pk).update(audience="public")
    assert shown(logged_in(invited(group))) == [(OWN, [])]


def test_each_language_shows_its_own_file_or_says_which_there_are(group):  # D4
    publication = make_publication(groups=[group])
    add_file(publication, "de", "Analyse")
    add_file(publication, "en", "Analysis")
    client = logged_in(invited(group))
    told = {}
    for code in CODES:
        [page] = client.get(f"/{code}/working-groups/").context["groups"]
        [entry] = page.entries
        own = entry.file.language_code if entry.file else None
        told[code] = (entry.title, entry.lang, own, [file.language_code for file in entry.others], page.lang)
    assert told == {
        "de": ("Analyse", "", "de", ["en"], ""),
        "en": ("Analysis", "", "en", ["de"], "de"),
        "de-simple": ("Analyse", "de", None, ["de", "en"], "de"),
    }


def test_removal_and_a_closed_account_end_the_access_at_once(group):  # D3 X7
    add_file(make_publication(groups=[group]), title="Titel")
    staff = make_staff("redaktion")
    group.members.add(staff)
    leaving, closed = logged_in(staff), logged_in(invited(group))
    assert (shown(leaving), shown(closed)) == ([(OWN, ["Titel"])], [(OWN, ["Titel"])])
    remove(membership_of(staff))
    User.objects.filter(email="mitglied@verein.example").update(is_active=False)
    assert (shown(leaving), shown(closed)) == ([], [])
    assert "groups" not in closed.get(GROUPS).context


def test_the_page_is_kept_by_nobody(group):  # D3
    response = logged_in(invited(group)).get(GROUPS)
    assert (response["Cache-Control"], response["Referrer-Policy"], response["X-Robots-Tag"]) == (
        "private, no-store",
        "no-referrer",
        "noindex",
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_stays_the_same(home, django_assert_num_queries, number):  # D3
    group = make_working_group(OWN)
    member = invited(group)
    for position in range(number):
        more = make_working_group(f"Gruppe {position}", member)
        first = make_publication(version=1, days=-2, groups=[group, more])
        add_file(first)
        add_file(make_publication(groups=[more], supersedes=first), "en")
    client = logged_in(member)
    client.get(GROUPS)
    with django_assert_num_queries(GROUP_PAGE_QUERIES):
        client.get(GROUPS)


def test_many_drafts_come_in_parts(group, other, monkeypatch):  # D3 F1
    monkeypatch.setattr("downloads.members.drafts.DRAFTS_AT_ONCE", 2)
    member = invited(group)
    for number in (3, 2, 1):
        add_file(make_publication(f"Nr. {number}", days=-number, groups=[group]), title=f"Nr. {number}")
    client = logged_in(member)
    parts = [client.get(f"/de/working-groups/{query}") for query in ("", "?page=2", "?page=x")]
    titles = [[entry.title for shown in part.context["groups"] for entry in shown.entries] for part in parts]
    assert titles == [["Nr. 1", "Nr. 2"], ["Nr. 3"], ["Nr. 1", "Nr. 2"]]
    assert parts[0].content.decode().count('href="/de/working-groups/?page=2"') == 1
