"""The search: what it finds, what it never tells, and what it says to whatever strangers send."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from downloads.files.file_names import file_url
from events.models import Venue
from home.models import FieldOfActionPage, NewsIndexPage, NewsPage
from home.models.concept import ConceptPage
from home.search import FEW, PER_PAGE
from home.search_index import MOST_FOUND
from tests.builders import (
    add_page,
    make_event,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    make_venue,
    open_language,
    translate,
)
from tests.downloads.publications import add_file, make_publication, make_working_group

pytestmark = pytest.mark.django_db

RELEASE = datetime(2027, 5, 31, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def home():
    return make_home()


def search(client, query, code="de", **more):
    response = client.get(f"/{code}/search/", {"q": query, **more})
    assert response.status_code == 200
    return response


def titles(client, query, code="de"):
    return [result.title for result in search(client, query, code).context["results"]]


def told(response, message, **values):
    with translation.override(translation.get_language_from_path(response.request["PATH_INFO"])):
        wanted = re.sub(r"\s+", " ", translation.gettext(message) % values)
        return re.sub(r"\s+", " ", response.text).count(wanted)


def heading(response):
    [found] = re.findall(r'<h2 id="results-heading">(.*?)</h2>', response.text, re.DOTALL)
    return re.sub(r"\s+", " ", found).strip()


def test_pages_are_found_by_title_summary_and_whole_text(client, home):  # P8
    add_page(
        home, "Wohnen", slug="wohnen", summary="Bezahlbar.", body=[("text", "<p>Viele Mietverträge laufen aus.</p>")]
    )
    add_page(home, "Arbeit", slug="arbeit")
    for query in ("wohnen", "BEZAHLBAR", "Mietverträge"):
        [result] = search(client, query).context["results"]
        assert (result.title, result.url, result.summary) == ("Wohnen", "/de/wohnen/", "Bezahlbar.")


def test_every_text_of_a_field_of_action_is_searched(client, home):  # P2 P8
    concept = add_page(home, "Konzept", ConceptPage, slug="konzept")
    texts = {"situation": "<p>Heute Alpha</p>", "tasks": "<p>Morgen Beta</p>", "responsible": "Amt Gamma"}
    add_page(concept, "Bildung", FieldOfActionPage, **texts)
    assert [titles(client, word) for word in ("Alpha", "Beta", "Gamma")] == [["Bildung"]] * 3


def test_an_event_is_found_by_its_place_and_kind_is_told(client, home):  # P8
    event = make_event("Interner Name", venue=make_venue("Kulturhaus", street="Lindenallee 5"))
    page = make_event_page(make_event_index(home), event, "Werkstatt", participants_note="Bitte Lineal mitbringen.")
    [result] = search(client, "Kulturhaus").context["results"]
    assert (result.title, result.url, str(result.kind)) == ("Werkstatt", page.url, translation.gettext("Event"))
    assert titles(client, "Lindenallee") == ["Werkstatt"]
    assert [titles(client, hidden) for hidden in ("Interner", "Lineal")] == [[], []]


def test_an_event_that_moves_is_found_at_its_new_place(client, home):  # P8
    event = make_event(venue=make_venue("Kulturhaus"))
    make_event_page(make_event_index(home), event, "Werkstatt")
    event.venue = make_venue("Rathaus")
    event.save_revision().publish()
    assert (titles(client, "Kulturhaus"), titles(client, "Rathaus")) == ([], ["Werkstatt"])
    venue = Venue.objects.get(name="Rathaus")
    venue.name = "Turnhalle"
    venue.save()
    assert (titles(client, "Rathaus"), titles(client, "Turnhalle")) == ([], ["Werkstatt"])


def german(response) -> list[tuple[str, str]]:
    """Where each result leads that the page names as German, and how it is called."""
    found = BeautifulSoup(response.content, "html.parser").select("#german-heading ~ ul .result h3")
    return [
        (one.a["href"], one.get_text(" ", strip=True)) for one in found if one.a["hreflang"] == one.a["lang"] == "de"
    ]


def test_the_readers_language_is_searched_for_itself(client, home):  # P8 L1
    page = add_page(home, "Wohnen", slug="wohnen", summary="Dresden")
    translate(page, "en", "Housing", summary="Dresden")
    assert (titles(client, "Dresden"), titles(client, "Dresden", "en")) == (["Wohnen"], ["Housing"])
    assert titles(client, "Wohnen", "en") == []


def test_what_exists_in_german_is_told_where_little_is_found(client, home):  # P8 L17
    both = add_page(home, "Wohnen", slug="wohnen", summary="Dresden")
    translate(both, "en", "Housing", summary="Dresden")
    add_page(home, "Arbeit", slug="arbeit", summary="Arbeit in Dresden")
    add_file(make_publication(), "de", "Dresden in Zahlen")
    response = search(client, "Dresden", "en")
    assert [result.title for result in response.context["results"]] == ["Housing"]
    assert [name for _url, name in german(response)] == ["Dresden in Zahlen (in German)", "Arbeit (in German)"]
    assert german(response)[1][0] == "/de/arbeit/"
    assert german(search(client, "Arbeit", "en")) == [("/de/arbeit/", "Arbeit (in German)")]
    assert (german(search(client, "Dresden")), german(search(client, "nirgends", "en"))) == ([], [])


def test_who_finds_enough_is_told_of_nothing_else(client, home):  # P8 L17
    english = translate(home, "en", "Home")
    add_page(home, "Haus auf Deutsch")
    for number in range(FEW):
        add_page(english, f"Haus {number}")
    assert german(search(client, "Haus", "en")) == []


def test_what_visitors_do_not_reach_is_not_told_as_german_either(client, home):  # X2
    translate(home, "en", "Home")
    private = add_page(home, "Geheim zwei", slug="intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    add_page(home, "Geheim eins", live=False)
    add_file(make_publication("internal", groups=[make_working_group()]), title="Geheim drei")
    assert german(search(client, "Geheim", "en")) == []


def test_more_than_a_page_in_german_is_a_link(client, home):  # P8 L17
    translate(home, "en", "Home")
    for number in range(PER_PAGE + 1):
        add_page(home, f"Haus {number}")
    response = search(client, "Haus", "en")
    assert len(german(response)) == PER_PAGE
    assert told(response, "All results in German") == 1
    assert response.context["german_url"] == "/de/search/?q=Haus"


def test_what_visitors_do_not_reach_is_not_found(client, home):  # X2
    add_page(home, "Geheim eins", live=False)
    private = add_page(home, "Geheim zwei", slug="intern")
    add_page(private, "Geheim drei")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone = add_page(home, "Geheim vier")
    gone.unpublish()
    draft = add_page(home, "Offen", summary="Alles sichtbar.")
    draft.summary = "Geheim fünf"
    draft.save_revision()
    assert titles(client, "Geheim") == []
    assert titles(client, "sichtbar") == ["Offen"]


def test_a_language_that_is_not_open_has_no_search(client, home):  # L1
    open_language("uk", is_public=False)
    translate(home, "uk", "Дім")
    assert client.get("/uk/search/", {"q": "Дім"}).status_code == 404


def test_before_its_release_a_draft_is_found_by_its_title_only(client, home):  # D2 P8
    with time_machine.travel(RELEASE - timedelta(days=9), tick=False):
        file = add_file(make_publication(release_at=RELEASE), title="Analyse", what_changed="Neue Zahlen.")
    with time_machine.travel(RELEASE - timedelta(seconds=0.5), tick=False):
        response = search(client, "Analyse")
        assert [(result.title, result.url, result.summary) for result in response.context["results"]] == [
            ("Analyse", "", "")
        ]
        assert told(response, "Available from %(date)s.", date="31.\u00a0Mai\u00a02027, 09:00") == 1
        assert file.public_id not in response.text
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=0"
        assert titles(client, "Zahlen") == []
    with time_machine.travel(RELEASE, tick=False):
        [result] = search(client, "Zahlen").context["results"]
        assert (result.title, result.url, result.summary) == ("Analyse", file_url(file), "Neue Zahlen.")


def test_nobody_finds_what_is_not_announced_to_everybody(client, home, django_user_model):  # D3 X2
    group = make_working_group()
    for publication in (make_publication("internal", groups=[group]), make_publication("undated", days=None)):
        add_file(publication, title=f"Geheim {publication.name}", what_changed="Geheim")
    member = django_user_model.objects.create_user("member")
    group.members.add(member)
    client.force_login(member)
    add_file(make_publication("public"), title="Geheim und doch nicht")
    assert titles(client, "Geheim") == ["Geheim und doch nicht"]


def test_a_file_in_another_language_is_no_result(client, home):  # D4 P8
    translate(home, "en")
    publication = make_publication()
    add_file(publication, "de", "Dresden auf Deutsch")
    add_file(publication, "en", "Dresden in English")
    assert titles(client, "Dresden") == ["Dresden auf Deutsch"]
    assert titles(client, "Dresden", "en") == ["Dresden in English"]


def test_an_old_version_leads_to_the_newest(client, home):  # D5
    old = make_publication("old", version=1, days=-2)
    newest = make_publication("newest", version=2, supersedes=old)
    add_file(old, title="Analyse alt")
    file = add_file(newest, title="Analyse neu")
    response = search(client, "alt")
    assert [result.title for result in response.context["results"]] == ["Analyse alt"]
    assert response.text.count(f'href="{file_url(file)}"') == 1


def test_all_words_have_to_be_there_and_the_last_may_be_a_beginning(client, home):  # P8
    add_page(home, "Konzept", summary="Das Integrationskonzept der Stadt")
    add_page(home, "Stadt", summary="Die Stadt")
    assert titles(client, "Stadt Integrations") == ["Konzept"]
    assert titles(client, "Integrations Stadt") == []
    assert titles(client, "Fluss Stadt") == []


def test_whole_words_stand_before_beginnings(client, home):  # P8
    add_page(home, "Ratsbeschluss", summary="Beschluss")
    add_page(home, "Ein Rat", summary="Gremium")
    assert titles(client, "Rat") == ["Ein Rat", "Ratsbeschluss"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "The field is empty. Type at least one word."),
        ("   \t\n", "The field is empty. Type at least one word."),
        ("\x00", "The field is empty. Type at least one word."),
        ("\u202e\u2066", "The field is empty. Type at least one word."),
        ("?!", "Your text has no letters and no digits. Type at least one word."),
        ('"', "Your text has no letters and no digits. Type at least one word."),
        ("nirgends", "Check your spelling, or try fewer or different words."),
        ("nirgends " * 2000, "Your text was very long. We only searched for the beginning of it."),
        ("Haus\x00\u202e", "Check your spelling, or try fewer or different words."),
        ('" OR title:* NEAR(', "Check your spelling, or try fewer or different words."),
        ("<script>alert(1)</script>", "Check your spelling, or try fewer or different words."),
    ],
)
def test_a_clear_sentence_answers_whatever_is_sent(client, home, query, sentence):  # P8 X6
    response = search(client, query)
    assert told(response, sentence) == 1
    assert [sign for sign in ("\x00", "\u202e", "\u2066", "<script>alert") if sign in response.text] == []


def test_what_was_typed_stays_in_the_field(client, home):  # P8
    text = search(client, 'Haus "und" <Hof>\x00').text
    assert 'value="Haus &quot;und&quot; &lt;Hof&gt;"' in text


def test_without_a_question_there_is_only_the_field(client, home):  # P8
    response = client.get("/de/search/")
    assert (response.status_code, told(response, "The field is empty. Type at least one word.")) == (200, 0)
    assert "results-heading" not in response.text


def test_the_other_languages_are_offered_where_nothing_is_found(client, home):  # P8
    translate(home, "en")
    response = search(client, "Häuser", "en")
    open_language("uk")
    response = search(client, "Häuser", "en")
    links = {link["code"]: link["url"] for link in response.context["other_languages"]}
    # German was searched as well.
    assert links == {"uk": "/uk/search/?q=H%C3%A4user", "de-simple": "/de-simple/search/?q=H%C3%A4user"}
    assert heading(response) == "No results for “<bdi>Häuser</bdi>”"


def test_results_are_counted_and_paged_by_address(client, home):  # P8
    english = translate(home, "en", "Home")
    for number in range(PER_PAGE + 1):
        add_page(english, f"Housing {number}")
    first = search(client, "Housing", "en")
    assert heading(first) == f"{PER_PAGE + 1} results for “<bdi>Housing</bdi>”"
    assert (len(first.context["results"]), first.text.count('rel="next" href="?q=Housing&amp;page=2"')) == (PER_PAGE, 1)
    second = search(client, "Housing", "en", page="2")
    assert "<title>Search for “Housing”, Page 2 - " in second.text
    assert ", Page" not in first.text
    assert (len(second.context["results"]), second.text.count('rel="prev" href="?q=Housing"')) == (1, 1)
    assert [search(client, "Housing", "en", page=page).status_code for page in ("0", "99", "x", "9" * 5000)] == [
        200
    ] * 4
    assert heading(search(client, "Housing 7", "en")) == "1 result for “<bdi>Housing 7</bdi>”"


def test_very_many_results_are_cut_honestly(client, home, monkeypatch):  # P8
    monkeypatch.setattr("home.search_index.MOST_FOUND", 2)
    monkeypatch.setattr("home.search.MOST_FOUND", 2)
    for number in range(3):
        add_page(home, f"Haus {number}")
    response = search(client, "Haus")
    assert (response.context["there_are_more"], len(response.context["results"])) == (True, 2)
    assert MOST_FOUND == 100


def test_the_search_is_not_for_robots_and_needs_no_cookie(client, home):  # P8 A2
    response = search(client, "Haus")
    assert response.text.count('<meta name="robots" content="noindex">') == 1
    assert (response.cookies, response.has_header("Vary") and "Cookie" in response["Vary"]) == ({}, False)
    assert client.post("/de/search/", {"q": "Haus"}).status_code == 405
    assert "Disallow: /*/search/" in client.get("/robots.txt").text.splitlines()


def test_every_page_has_the_field_with_a_label_and_the_search_has_one_field_only(client, home):  # P8 A1
    make_frame()
    # Whoever finds nothing at an address is offered the search once more.
    for path, number in (("/de/", 1), ("/de/nothing-here/", 2)):
        text = client.get(path).text
        assert text.count('<form class="search" role="search" action="/de/search/" method="get">') == number
        assert text.count('<label for="header-search"') == text.count('id="header-search"') == 1
    text = search(client, "Haus").text
    assert (text.count('role="search"'), text.count('<label for="search-field"')) == (1, 1)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_results(client, home, django_assert_num_queries, number):  # P8
    index = add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles")
    for one in range(number):
        add_page(index, f"Haus {one}", NewsPage, date=timezone.localdate())
        add_file(make_publication(f"Nr. {one}"), title=f"Haus {one}")
    search(client, "Haus")
    with django_assert_num_queries(SEARCH_QUERIES):
        results = search(client, "Haus").context["results"]
    assert len(results) == 2 * number


# The languages, the site, the homes, the restricted parts, the frame; the drafts announced and their links; a search
# for each of titles of drafts, titles of pages, drafts and pages, each for words and for beginnings; of what is shown:
# the drafts with links and files, the pages as such and as what they are.
SEARCH_QUERIES = 20


def test_a_network_that_searches_without_end_is_asked_to_wait(client, home, settings):  # S22
    make_frame(contact="<p>Telefon 0000 000</p>")
    add_page(home, "Wohnen", slug="wohnen")
    settings.SEARCHES_PER_NETWORK_AND_HOUR = 2
    assert [titles(client, "wohnen") for _ in range(2)] == [["Wohnen"]] * 2
    response = client.get("/de/search/", {"q": "wohnen"})
    html = response.content.decode()
    assert (response.status_code, response["Retry-After"].isdigit(), response.cookies) == (429, True, {})
    assert (response.context["results"], html.count("<h1"), 'value="wohnen"' in html) == ([], 1, True)
    assert ("rufen Sie uns an" in html, "Telefon 0000 000" in html, "Nichts gefunden" in html) == (True, True, False)
    # The form itself is shown to everybody, and others search on.
    assert client.get("/de/search/").status_code == 200
    assert client.get("/de/search/", {"q": "wohnen"}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_an_event_is_found_by_its_entrance_and_its_day_as_people_write_it(client, home):  # P8
    venue = make_venue("Kulturhaus", entrance="Goldene Pforte, Raum 1/013")
    starts_at = datetime(2027, 7, 3, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    event = make_event(venue=venue, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    page = make_event_page(make_event_index(home), event, "Werkstatt")
    translate(page, "en", "Workshop")
    typed = ["Pforte", "Raum 013", "3. Juli", "03.07.2027", "3.7.2027", "3.7.", "Samstag"]
    assert {query: titles(client, query) for query in typed} == {query: ["Werkstatt"] for query in typed}
    assert [titles(client, query, "en") for query in ("July 3", "Saturday")] == [["Workshop"]] * 2
    assert titles(client, "4. Juli") == []


def test_a_word_that_is_nearly_right_is_asked_about_where_nothing_is_found(client, home):  # P8
    add_page(home, "Beteiligung", summary="Wie die Integration gelingt")
    response = search(client, "Integrtion")
    assert response.text.count('Meinten Sie <a href="?q=Integration"><bdi>Integration</bdi></a>?') == 1
    assert search(client, "die Beteilgung").context["meant"] == "die Beteiligung"
    assert [search(client, query).context["meant"] for query in ("Integration", "Raumfahrt", "")] == ["", "", ""]


def test_words_of_what_nobody_may_know_are_no_suggestion(client, home):  # P8 X2
    private = add_page(home, "Geheimnisse", slug="intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    add_page(home, "Geheimniskram", live=False)
    add_file(make_publication("internal", groups=[make_working_group()]), title="Geheimnissen")
    assert search(client, "Geheimnise").context["meant"] == ""
