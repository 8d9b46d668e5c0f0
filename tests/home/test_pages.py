"""What holds for every type of page, in every language; and what each type shows of its own."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import Page

from cms.ground.addresses import absolute_url
from cms.models import User
from cms.texts.hyphens import SOFT_HYPHEN
from downloads.models import Publication, PublicationIndexPage
from events.models import Event, EventIndexPage, EventPage
from home.models import (
    ActionPlanPage,
    ConceptPage,
    ContentPage,
    FieldOfActionPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    ProcessPage,
)
from tests.browser_client import BrowserClient

CODES = ["de", "en", "de-simple"]
TYPES = [
    ActionPlanPage,
    ConceptPage,
    ContentPage,
    EventIndexPage,
    EventPage,
    FieldOfActionPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    ProcessPage,
    PublicationIndexPage,
]
LEGAL_SLUGS = ["impressum", "datenschutz", "barrierefreiheit", "einfache-sprache", "gebaerdensprache"]


class Html(HTMLParser):
    """Collects the start tags of a page and the text inside each h1 and title."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.texts: dict[str, list[str]] = {"h1": [], "title": []}
        self._inside = ""
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in self.texts:
            self.texts[tag].append("")
            self._inside = tag

    def handle_endtag(self, tag):
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data):
        if self._inside:
            self.texts[self._inside][-1] += data

    def all(self, tag: str, **wanted: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]


@pytest.fixture
def editor_client(demo) -> BrowserClient:
    client = BrowserClient()
    client.force_login(User.objects.get(username="redaktion"))
    return client


def page_of(model: type[Page], code: str) -> Page:
    return model.objects.filter(locale__language_code=code).order_by("path").first()


def read(client: BrowserClient, page: Page) -> str:
    return client.get(page.url).text.replace(SOFT_HYPHEN, "")


def test_every_type_of_page_is_in_the_contract():  # P7
    from cms.models import BasePage

    assert sorted(model.__name__ for model in BasePage.__subclasses__()) == sorted(model.__name__ for model in TYPES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_page_names_itself_its_language_and_its_translations(demo, client, model, code):  # P7, A1
    page = page_of(model, code)
    response = client.get(page.url)
    html = Html(response.content)
    assert response.status_code == 200
    assert response.cookies == {}
    assert [heading.strip().replace(SOFT_HYPHEN, "") for heading in html.texts["h1"]] == [page.title]
    assert html.texts["title"][0].strip().startswith(page.title)
    assert html.all("html")[0] == {"lang": code, "dir": "ltr"}
    path = page.url.removeprefix(f"/{code}")
    assert [link["href"] for link in html.all("link", rel="canonical")] == [absolute_url(page.url)]
    alternates = {link["hreflang"]: link["href"] for link in html.all("link", rel="alternate") if "hreflang" in link}
    there = [twin.locale.language_code for twin in page.get_translations(inclusive=True)]
    assert set(CODES) <= set(there)
    assert alternates == {
        **{language: absolute_url(f"/{language}{path}") for language in there},
        "x-default": absolute_url(f"/de{path}"),
    }


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_an_editor_can_edit_and_preview_a_page(editor_client, model, code):  # E1
    page = page_of(model, code).specific
    assert editor_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert editor_client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
    assert page.make_preview_request().status_code == 200


def test_an_editor_prepares_a_language_without_being_an_administrator(editor_client):  # L1
    assert editor_client.get(reverse("wagtailsnippets_languages_languageprofile:add")).status_code == 200


@pytest.mark.parametrize("code", CODES)
def test_a_page_shows_its_dates_and_its_breadcrumbs(demo, client, code):  # P7
    page = page_of(FieldOfActionPage, code)
    content = read(client, page)
    with translation.override(code):
        assert date_format(page.last_published_at.astimezone(), "DATE_FORMAT") in content
    crumbs = [page.get_parent().get_parent(), page.get_parent()]
    start = content.index("breadcrumbs")
    positions = [content.index(f'href="{crumb.url}"', start) for crumb in crumbs]
    assert positions == sorted(positions)


@pytest.mark.parametrize("code", CODES)
def test_the_legal_pages_are_reachable_from_every_page(demo, client, code):  # P6
    for model in TYPES:
        hrefs = {link.get("href") for link in Html(client.get(page_of(model, code).url).content).all("a")}
        assert [slug for slug in LEGAL_SLUGS if f"/{code}/{slug}/" not in hrefs] == []


@pytest.mark.parametrize("code", CODES)
def test_the_home_page_shows_update_events_draft_and_partners(demo, client, code):  # P1
    html = Html(client.get(page_of(HomePage, code).url).content)
    hrefs = [link["href"] for link in html.all("a")]
    newest = NewsPage.objects.filter(locale__language_code=code).order_by("-date").first()
    assert newest.url in hrefs
    assert newest.date.isoformat() in [time["datetime"] for time in html.all("time")]
    pages = EventPage.objects.filter(locale__language_code=code, event__signup_form__isnull=False)
    assert [page.url for page in pages if page.url not in hrefs] == []
    own_file = Publication.objects.get(name="Analyse, 2. Entwurf").files.get(language=code)
    assert [href for href in hrefs if own_file.public_id in href] != []
    partners = [href for href in hrefs if href.endswith(".example/")]
    assert len(set(partners)) == 3


def test_the_internal_draft_is_named_on_no_public_page(demo, client):  # D2
    first = Publication.objects.get(name="Analyse, 1. Entwurf (intern)").files.get()
    wrong = []
    pages = Page.objects.filter(depth__gt=1, live=True)
    assert len(pages) > 50
    for page in pages:
        content = read(client, page)
        wrong += [page.url for text in (first.public_id, first.title) if text in content]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_the_concept_lists_its_eleven_fields_with_links(demo, client, code):  # P2
    concept = page_of(ConceptPage, code)
    hrefs = {link.get("href") for link in Html(client.get(concept.url).content).all("a")}
    fields = FieldOfActionPage.objects.child_of(concept)
    assert len(fields) == 11
    assert [field.url for field in fields if field.url not in hrefs] == []


@pytest.mark.parametrize("code", CODES)
def test_the_process_shows_steps_bodies_and_the_draft(demo, client, code):  # P3
    process = page_of(ProcessPage, code)
    content = read(client, process)
    assert {step.value["state"] for step in process.steps} == {"done", "now", "planned"}
    assert [step.value["title"] for step in process.steps if step.value["title"] not in content] == []
    assert [body.value["name"] for body in process.bodies if body.value["name"] not in content] == []
    assert Publication.objects.get(name="Analyse, 2. Entwurf").files.get(language=code).public_id in content


@pytest.mark.parametrize("code", CODES)
def test_updates_stand_with_the_newest_first(demo, client, code):  # P4
    content = read(client, page_of(NewsIndexPage, code))
    main = content[content.index("<main") :]
    updates = NewsPage.objects.filter(locale__language_code=code).order_by("-date")
    positions = [main.index(update.url) for update in updates]
    assert len(positions) == 2
    assert positions == sorted(positions)


@pytest.mark.parametrize("code", CODES)
def test_the_list_of_events_shows_those_to_come_and_the_one_before(demo, client, code):  # P5
    hrefs = {link.get("href") for link in Html(client.get(page_of(EventIndexPage, code).url).content).all("a")}
    pages = EventPage.objects.filter(locale__language_code=code)
    assert (Event.objects.count(), [page.url for page in pages if page.url not in hrefs]) == (4, [])


@pytest.mark.parametrize("code", CODES)
def test_the_action_plan_ties_goals_to_fields_events_and_measures(demo, client, code):  # P11
    plan = page_of(ActionPlanPage, code)
    html = Html(client.get(plan.url).content)
    content = read(client, plan)
    hrefs = {link.get("href") for link in html.all("a")}
    assert len(plan.goals) == 5
    for goal in plan.goals:
        assert goal.value["title"] in content
        with translation.override(code):
            assert goal.value["field_of_action"].localized.url in hrefs
            events = [event.specific.localized for event in goal.value["events"]]
            wanted = [event.url + "#results" * bool(event.results) for event in events]
            assert [url for url in wanted if url not in hrefs] == []
        assert [measure["title"] for measure in goal.value["measures"] if measure["title"] not in content] == []


@pytest.mark.parametrize("code", CODES)
def test_no_link_inside_a_page_leads_into_another_language(demo, client, code):  # L1
    others = tuple(f"/{other}/" for other in CODES if other != code)
    wrong = []
    for page in Page.objects.filter(depth__gt=1, locale__language_code=code):
        links = Html(client.get(page.url).content).all("a")
        assert [a["href"] for a in links if a["href"].startswith(f"/{code}/")] != []
        wrong += [(page.url, a["href"]) for a in links if a["href"].startswith(others) and "hreflang" not in a]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_the_accessibility_statement_leads_to_the_report_form(demo, client, code):  # P6
    statement = ContentPage.objects.get(slug="barrierefreiheit", locale__language_code=code)
    hrefs = {link.get("href") for link in Html(client.get(statement.url).content).all("a")}
    assert f"/{code}/barrier-report/" in hrefs


@pytest.mark.parametrize("code", CODES)
def test_the_imprint_says_that_this_is_a_demonstration(demo, client, code):  # P10
    imprint = ContentPage.objects.get(slug="impressum", locale__language_code=code)
    words = {"de": "Demonstration", "en": "demonstration", "de-simple": "nur ein Beispiel"}
    assert words[code] in imprint.summary
