"""Run by ``manage.py shell`` on each engine: makes a few German pages and prints what the search finds, as JSON."""

import json

from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from cms.languages.core.ensure_languages import ensure_languages
from tests.builders import add_page, make_home
from tests.downloads.publications import add_file, make_publication

PAGES = {
    "Wohnen": "Die Häuser am Stadtrand sind alt.",
    "Verkehr": "Die Strasse wird neu gebaut.",
    "Platz": "Hier steht ein Haus.",
    "Programm": "Das Integrations\u00adkonzept vom 15.04.2021 liegt aus.",
    "Müllabfuhr in Łódź": "Wir danken der Straßenreinigung.",
    "سياسة الإدماج": "مُشاركة الجميع",
}
# Whatever a database could take for an operator, a pattern or an end
STRANGE = [
    '"',
    "'",
    "haus:*",
    "& | !",
    "a AND",
    "NEAR(",
    "{title} : x",
    "%s %(x)s",
    "\\",
    "--",
    "haus')",
    "🙂",
    "²",
    "\u0301",
]


def probe(queries: list[str]) -> None:
    """Print the titles found for each query, and the status of each strange one."""
    setup_test_environment()  # a response then tells its context
    ensure_languages()
    home = make_home()
    for number, (title, summary) in enumerate(PAGES.items()):
        add_page(home, title, summary=summary, slug=f"seite-{number}")
    add_file(make_publication(release_at=timezone.now()), title="Straßen und Häuser")
    client = Client(SERVER_NAME="localhost")

    def found(query: str) -> list[str]:
        return [result.title for result in client.get("/de/search/", {"q": query}).context["results"]]

    statuses = [
        client.get("/de/search/", {"q": query}).status_code for query in [*STRANGE, *map("{} x".format, STRANGE)]
    ]
    print(json.dumps({"found": {query: sorted(found(query)) for query in queries}, "statuses": sorted(set(statuses))}))
