"""Every file by every road, for every kind of person, before and after its release (X2, D2, D3).

Each road is walked by each person; what comes back is searched for the file's title, its address and its content. What
may come back is written down in one table, ``MAY``, by the kind of file; roads differ only in whose eyes they have.
"""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse

from downloads.files.file_names import file_url
from downloads.models import PublicationFile, PublicationIndexPage
from home.models import ContentPage, NewsIndexPage, NewsPage, ProcessPage
from tests.browser_client import BrowserClient
from tests.builders import BERLIN, PASSWORD, add_page, make_admin, make_home
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

pytestmark = pytest.mark.django_db

RELEASE = datetime(2027, 5, 31, 9, 0, tzinfo=BERLIN)
MOMENTS = {"before": RELEASE - timedelta(seconds=1), "after": RELEASE}
NOTHING: set[str] = set()
TITLE, ALL = {"title"}, {"title", "address"}

# Kind of file -> moment -> what the public, and what the members of its working group, may learn.
PUBLIC_MAY = {
    "public": {"before": TITLE, "after": ALL},
    "undated": {"before": NOTHING, "after": NOTHING},
    "internal": {"before": NOTHING, "after": NOTHING},
    "foreign": {"before": NOTHING, "after": NOTHING},
}
GROUP_MAY = {"before": TITLE, "after": ALL}
OWN_KIND = {"member": "internal", "other member": "foreign"}
STAFF_WITH_DRAFTS = ("editor", "administrator", "superuser")
ROLES = ["everybody", "member", "other member", "former member", "sign-up staff", "translator", *STAFF_WITH_DRAFTS]


@pytest.fixture
def files() -> dict[str, PublicationFile]:
    """A file of each kind, uploaded long before the release and chosen on every page."""
    own, other = make_working_group("Arbeitsgruppe 1"), make_working_group("Arbeitsgruppe 2")
    with time_machine.travel(RELEASE - timedelta(days=30), tick=False):
        publications = {
            "public": make_publication("Name public", release_at=RELEASE),
            "undated": make_publication("Name undated", days=None),
            "internal": make_publication("Name internal", release_at=RELEASE, groups=[own]),
            "foreign": make_publication("Name foreign", release_at=RELEASE, groups=[other]),
        }
        files = {
            kind: add_file(publication, title=f"Titel {kind}", content=pdf_bytes(number + 2))
            for number, (kind, publication) in enumerate(publications.items())
        }
        _build_pages(list(publications.values()))
    return files


def _build_pages(publications) -> None:
    home = make_home(body=[("publications", publications)])
    add_page(home, "Seite", ContentPage, slug="seite", body=[("publications", publications)])
    step = {"title": "Schritt", "when": "", "state": "now", "text": "<p>Text</p>", "publications": publications}
    add_page(home, "Ablauf", ProcessPage, slug="ablauf", steps=[("step", step)])
    add_page(home, "Entwürfe", PublicationIndexPage, slug="entwuerfe")
    news = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    add_page(news, "Neu", NewsPage, slug="neu", date=RELEASE.date(), body=[("publications", publications)])


def sign_in(role: str) -> BrowserClient:
    from cms.models import User
    from downloads.models import WorkingGroup
    from home.roles import ADMINISTRATORS, EDITORS, SIGNUP_STAFF, TRANSLATORS

    client = BrowserClient()
    if role == "everybody":
        return client
    if role == "superuser":
        client.force_login(make_admin())
        return client
    user = User.objects.create_user(role, f"{role.replace(' ', '.')}@stadt.example", PASSWORD)
    staff = {
        "sign-up staff": SIGNUP_STAFF,
        "translator": TRANSLATORS,
        "editor": EDITORS,
        "administrator": ADMINISTRATORS,
    }
    if role in staff:
        user.groups.add(Group.objects.get(name=staff[role]))
    else:
        number = 2 if role == "other member" else 1
        WorkingGroup.objects.get(name=f"Arbeitsgruppe {number}").members.add(user)
    client.force_login(user)
    if role == "former member":
        user.is_active = False
        user.save()
    return client


def clients() -> dict[str, BrowserClient]:
    return {role: sign_in(role) for role in ROLES}


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def learned(response, file: PublicationFile) -> set[str]:
    """What of a file stands in an answer."""
    return traces_in(body_of(response), file)


def traces_in(body: bytes, file: PublicationFile) -> set[str]:
    found = {"title": file.title.encode(), "address": file.public_id.encode()}
    return {name for name, trace in found.items() if trace in body}


def learned_of_each(response, files: dict[str, PublicationFile]) -> dict[str, set[str]]:
    body = body_of(response)
    return {kind: traces_in(body, file) for kind, file in files.items()}


def may_fetch(role: str, kind: str, moment: str) -> bool:
    if role in STAFF_WITH_DRAFTS:
        return True
    return moment == "after" and kind in {"public", OWN_KIND.get(role)}


# Roads that show drafts to everybody alike, whoever looks.
PUBLIC_ROADS = {
    "home page": "/de/",
    "page block": "/de/seite/",
    "step of the process": "/de/ablauf/",
    "list of downloads": "/de/entwuerfe/",
    "update": "/de/aktuelles/neu/",
    "search": "/de/search/?q=Titel",
}
# It brings what can be fetched, and announces nothing.
FEED = "/de/downloads.xml"
# Roads on which no file is ever named.
CLOSED_ROADS = {
    "sitemap": "/sitemap-1.xml",
    "robots": "/robots.txt",
    "feed of updates": "/de/news.xml",
    "calendar": "/de/calendar.ics",
    "another language": "/en/",
    "search for the internal name": "/de/search/?q=Name",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_public_roads_have_the_eyes_of_everybody(files, moment):  # X2 D2 D3
    with time_machine.travel(MOMENTS[moment], tick=False):
        found = {
            (role, road, kind): told
            for role, client in clients().items()
            for road, address in {**PUBLIC_ROADS, **CLOSED_ROADS, "feed": FEED}.items()
            for kind, told in learned_of_each(client.get(address), files).items()
        }
    for role in ROLES:
        expected = {
            **{(role, road, kind): PUBLIC_MAY[kind][moment] for road in PUBLIC_ROADS for kind in files},
            **{(role, road, kind): NOTHING for road in CLOSED_ROADS for kind in files},
            **{(role, "feed", kind): ALL if PUBLIC_MAY[kind][moment] == ALL else NOTHING for kind in files},
        }
        assert {key: value for key, value in found.items() if key[0] == role} == expected


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_group_page_has_the_eyes_of_its_member(files, moment):  # D3
    with time_machine.travel(MOMENTS[moment], tick=False):
        responses = {role: client.get("/de/working-groups/") for role, client in clients().items()}
        found = {(role, kind): learned(responses[role], file) for role in ROLES for kind, file in files.items()}
    assert found == {
        (role, kind): GROUP_MAY[moment] if kind == OWN_KIND.get(role) else NOTHING for role in ROLES for kind in files
    }


def _direct_answers(client: BrowserClient, file: PublicationFile) -> dict[str, bool]:
    """By each way of asking for a file's own address, whether anything of the file came back."""
    address = file_url(file)
    etag = f'"{file.digest[:32]}"'
    answers = {
        "whole": client.get(address),
        "head": client.head(address),
        "range": client.get(address, headers={"Range": "bytes=0-99"}),
        "unsatisfiable range": client.get(address, headers={"Range": "bytes=99999999-"}),
        "etag probe": client.get(address, headers={"If-None-Match": etag}),
        "any etag": client.get(address, headers={"If-None-Match": "*"}),
        "old address": client.get(reverse("downloads:file", args=[file.public_id, "frueherer-titel-de.pdf"])),
    }
    return {way: b"%PDF" in body_of(response) or response.status_code != 404 for way, response in answers.items()}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_address_of_a_file_answers_only_those_who_may_fetch_it(files, moment):  # X2 D2 D3
    with time_machine.travel(MOMENTS[moment], tick=False):
        found = {
            (role, kind, way): answered
            for role, client in clients().items()
            for kind, file in files.items()
            for way, answered in _direct_answers(client, file).items()
        }
    assert found == {(role, kind, way): may_fetch(role, kind, moment) for role, kind, way in found}
    assert {role for role, _kind, _way in found} == set(ROLES)


def test_no_stored_name_leads_to_a_file(files):  # X2 D7
    with time_machine.travel(RELEASE + timedelta(days=1), tick=False):
        for client in clients().values():
            for file in files.values():
                name = file.file.name
                addresses = [
                    f"{settings.MEDIA_URL}{name}",
                    f"{settings.STATIC_URL}{name}",
                    f"/private/{name}",
                    f"/documents/{file.pk}/{name}",
                    f"/downloads/{name}",
                    f"/de/{name}",
                ]
                assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)


ADMIN_ROADS = {
    "list": lambda file: reverse("wagtailsnippets_downloads_publication:list"),
    "editor": lambda file: reverse("wagtailsnippets_downloads_publication:edit", args=[file.publication_id]),
    "history": lambda file: reverse("wagtailsnippets_downloads_publication:history", args=[file.publication_id]),
    "usage": lambda file: reverse("wagtailsnippets_downloads_publication:usage", args=[file.publication_id]),
    "chooser": lambda file: reverse("wagtailsnippetchoosers_downloads_publication:choose"),
    "results of the chooser": lambda file: reverse("wagtailsnippetchoosers_downloads_publication:choose_results"),
    "chosen": lambda file: reverse("wagtailsnippetchoosers_downloads_publication:chosen", args=[file.publication_id]),
    "site history": lambda file: reverse("wagtailadmin_reports:site_history"),
    "dashboard": lambda file: reverse("wagtailadmin_home"),
    "report of downloads": lambda file: reverse("downloads_report"),
}


def test_the_admin_names_no_draft_to_those_who_do_not_work_on_drafts(files):  # X2 D3 E6
    named = {
        (role, road, kind): f"Name {kind}".encode() in body_of(client.get(address(file), follow=True))
        for role, client in clients().items()
        if role not in STAFF_WITH_DRAFTS
        for road, address in ADMIN_ROADS.items()
        for kind, file in files.items()
    }
    assert [key for key, found in named.items() if found] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_view_of_a_pages_draft_has_the_eyes_of_everybody(files, moment):  # X2 D3
    page = ContentPage.objects.get(slug="seite")
    with time_machine.travel(RELEASE - timedelta(days=1), tick=False):
        page.save_revision()
    with time_machine.travel(MOMENTS[moment], tick=False):
        for role, client in clients().items():
            response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
            may_look = response.status_code == 200
            assert may_look or role not in STAFF_WITH_DRAFTS
            found = {kind: learned(response, file) for kind, file in files.items()}
            assert found == {kind: PUBLIC_MAY[kind][moment] if may_look else NOTHING for kind in files}


def test_editors_find_every_draft_in_the_admin(files):  # E6
    address = reverse("wagtailsnippets_downloads_publication:list")
    seen = {
        role: {kind for kind in files if f"Name {kind}".encode() in body_of(client.get(address))}
        for role, client in clients().items()
        if role in STAFF_WITH_DRAFTS
    }
    assert seen == {role: set(files) for role in STAFF_WITH_DRAFTS}
