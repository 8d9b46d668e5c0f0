"""The search on both engines, and over the demo: what each of them finds, and that no text breaks it."""

import json

import pytest

from tests.databases import manage

# What people type, and what both engines find alike
ON_BOTH = {
    "Haeuser Stadtrand": ["Wohnen"],
    "STRASSENREINIGUNG": ["Müllabfuhr in Łódź"],
    "muellabfuhr lodz": ["Müllabfuhr in Łódź"],
    "Mullabfuhr": ["Müllabfuhr in Łódź"],
    "integrationskonzept": ["Programm"],
    "15.4.2021": ["Programm"],
    "15. 04. 2021": ["Programm"],
    "ادماج": ["سياسة الإدماج"],
    "الادماج": ["سياسة الإدماج"],
    "مشاركه": ["سياسة الإدماج"],
    "nirgends": [],
}
QUERIES = ["Haus", "Häuser", "Straße", "Strasse", "integrations", "15.04.2021", "Häuser Stadtrand", "und", *ON_BOTH]

# SQLite knows no word forms: it finds what begins like the last word.
ON_SQLITE = {
    **ON_BOTH,
    "Haus": ["Platz", "Straßen und Häuser", "Wohnen"],
    "Häuser": ["Straßen und Häuser", "Wohnen"],
    "Straße": ["Müllabfuhr in Łódź", "Straßen und Häuser", "Verkehr"],
    "Strasse": ["Müllabfuhr in Łódź", "Straßen und Häuser", "Verkehr"],
    "integrations": ["Programm"],
    "15.04.2021": ["Programm"],
    "Häuser Stadtrand": ["Wohnen"],
    "und": ["Straßen und Häuser"],
}
ON_POSTGRESQL = {
    **ON_BOTH,
    "Haus": ["Platz", "Straßen und Häuser", "Wohnen"],
    "Häuser": ["Platz", "Straßen und Häuser", "Wohnen"],
    "Straße": ["Müllabfuhr in Łódź", "Straßen und Häuser", "Verkehr"],
    "Strasse": ["Müllabfuhr in Łódź", "Straßen und Häuser", "Verkehr"],
    "integrations": ["Programm"],
    "15.04.2021": ["Programm"],
    "Häuser Stadtrand": ["Wohnen"],
    # The search leaves out words that stand in every text.
    "und": [],
}


def probe(database_url, var_dir):
    code = f"from tests.home.search_probe import probe; probe({QUERIES!r})"
    printed = manage(database_url, var_dir, "shell", "--no-imports", "-c", code).stdout
    return json.loads(printed.splitlines()[-1])


def test_sqlite_finds_words_and_how_they_begin(sqlite_url, tmp_path):  # P8
    assert probe(sqlite_url, tmp_path) == {"found": ON_SQLITE, "statuses": [200]}


@pytest.mark.postgres
def test_postgresql_finds_german_word_forms(postgres_url, tmp_path):  # P8
    assert probe(postgres_url, tmp_path) == {"found": ON_POSTGRESQL, "statuses": [200]}


@pytest.mark.parametrize(
    ("code", "query", "first"),
    [
        ("de", "Gliederung", "Gliederung des neuen Konzepts"),
        ("de", "Analyse", "Analyse der kommunalen Handlungsfelder, 2. Entwurf"),
        ("en", "Structure", "Structure of the new concept"),
        ("en", "Analysis", "Analysis of Municipal Fields of Action, 2nd draft"),
        ("de-simple", "Aktionsplan", "Das wollen wir tun: der 1. Entwurf vom Aktionsplan"),
    ],
)
def test_the_demo_is_searchable_in_each_language(demo, client, code, query, first):  # P8 P10
    titles = [result.title for result in client.get(f"/{code}/search/", {"q": query}).context["results"]]
    assert titles[0] == first
