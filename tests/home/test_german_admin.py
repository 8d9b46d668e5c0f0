"""Whoever works in German reads German on every screen of the admin, whoever works in English reads English."""

import re
from collections.abc import Iterator
from functools import cache

import polib
import pytest
from bs4 import BeautifulSoup, Comment
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.users.models import UserProfile

from events.models import Venue
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, RIGHTS

from .test_admin_walk import cells, own  # noqa: F401 - the fixture
from .test_roles import member
from .test_words_of_upstream import catalogues

pytestmark = pytest.mark.django_db

ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "label", "data-w-tooltip-content-value")
# Words of English grammar that no German text has, for what stands in no catalogue.
ENGLISH_GRAMMAR = re.compile(r"\b(?:the|of|and|with|for|your|this|are|you|from|has|have|ago|None|True|False)\b")
FAMILIAR = re.compile(r"\b(?:du|dir|dich|dein\w*|euch|eure\w*)\b", re.IGNORECASE)
# German words that are English ones of another meaning, and names that stay as they are.
GERMAN_TOO = {"Start"}
NAMES = {
    *(*RIGHTS, "Freigabe", "Deutsch", "Einfache Sprache", "Arbeitsgruppe", "Betreff", "Bild", "Seite", "Entwurf"),
    *("Wort", "Name", "Code", "Organisation", "Sammlung", "Startseite"),
}
# In the language of a page, a person or a browser: previews, the sheet that is handed over, texts of mails, logging in;
# and drafts of nobody, which only tests make.
NOT_THE_ADMINS = re.compile(
    r"/preview/|/sheet/|/view_draft/|/mailtext/.+\d/|/revert/|/revisions/\d+/view/|^/admin/(?:password_reset|login)/"
)


def said(html: bytes, language: str) -> Iterator[str]:
    """Yield what a screen says to eyes and ears, without what is marked as another language."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("script, style, svg, template, [hidden]"):
        element.decompose()
    for node in soup.find_all(string=True):
        if not isinstance(node, Comment) and all(
            parent.get("lang") in (None, language) for parent in node.parents if parent.name != "html"
        ):
            yield " ".join(node.split())
    for element in soup.find_all(True):
        yield from (" ".join(str(element[name]).split()) for name in ATTRIBUTES if element.get(name))
        if element.name == "input" and element.get("type") in ("submit", "button"):
            yield element.get("value", "")


@cache
def words() -> dict[str, str]:
    """All English texts of the admin, theirs and ours, with the German ones; without those that hold values."""
    german = DjangoTranslation("de")
    ours = polib.pofile(str(settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.po"))
    texts = {text for entry in [*catalogues("en"), *ours] for text in (entry.msgid, entry.msgid_plural) if text}
    with override("de"):
        found = {
            " ".join(text.split()): " ".join(str(german.gettext(text)).split()) for text in texts if "%" not in text
        }
    return {english: text for english, text in found.items() if english != text and re.search("[a-z]{3}", english)}


@cache
def german_only() -> set[str]:
    """The German texts that are no English ones as well."""
    english = {text.casefold() for text in words()} | {name.casefold() for name in NAMES}
    return {text for text in words().values() if text.casefold() not in english}


def foreign_in_german(text: str) -> bool:
    english = text in words() and text not in words().values() and text not in GERMAN_TOO
    return english or bool(ENGLISH_GRAMMAR.search(text) or FAMILIAR.search(text))


def foreign_in_english(text: str) -> bool:
    return text in german_only() and bool(re.search("[a-zäöü]{3}", text))


EVERY_DAY = {
    *("wagtailadmin_home", "wagtailadmin_explore", "wagtailadmin_pages:search", "wagtailadmin_pages:edit"),
    *("wagtailadmin_pages:add", "wagtailadmin_pages:add_subpage", "wagtailadmin_pages:delete", "wagtailadmin_account"),
    *("wagtailimages:index", "wagtailimages:edit", "wagtailimages:add_multiple", "translation_board"),
    *("wagtailsnippets_events_event:list", "wagtailsnippets_events_event:edit", "wagtailsnippets_events_event:delete"),
    *(
        "wagtailsnippets_events_signupform:edit",
        "wagtailsnippets_cms_siteframe:edit",
        "wagtailsnippets_terms_term:list",
    ),
    *("wagtailsnippets_downloads_publication:add", "wagtailsnippets_downloads_publication:list", "signups:index"),
    *("signups:detail", "invitation_codes:index", "failed_mails:index", "event_desk", "wagtailadmin_reports:workflow"),
    *("wagtailadmin_workflows:add", "wagtailusers_users:index", "wagtaillocales:index", "wagtailsites:edit"),
}
FOREIGN = {"de": foreign_in_german, "en": foreign_in_english}


def left_behind(cells: list[tuple[str, str, str, str]], language: str) -> str:
    """Look at each screen in this language; return a line for each foreign text, with one screen that shows it."""
    found: dict[str, str] = {}
    clients: dict[str, Client] = {}
    for _route, at, role, _method in cells:
        if role not in clients:
            user = member(role, role)
            UserProfile.objects.create(user=user, preferred_language=language)
            clients[role] = Client(raise_request_exception=False)
            clients[role].force_login(user)
        before = transaction.savepoint()
        response = clients[role].get(at)
        transaction.savepoint_rollback(before)
        if "html" in response.get("Content-Type", "") and response.status_code == 200 and not response.streaming:
            found |= {text: at for text in said(response.content, language) if FOREIGN[language](text)}
    return "\n".join(f"{text} ({at})" for text, at in sorted(found.items()))


def screens(own: dict, role: str) -> list[tuple[str, str, str, str]]:  # noqa: F811
    return [cell for cell in cells(own) if cell[2] == role and cell[3] == "get" and not NOT_THE_ADMINS.search(cell[1])]


@pytest.mark.parametrize("language", FOREIGN)
def test_no_screen_speaks_another_language(own, language):  # E1 O4  # noqa: F811
    """What administrators and chief editors see every day; all screens of all roles in the long run."""
    both = [*screens(own, ADMINISTRATORS), *screens(own, CHIEF_EDITORS)]
    every_day = [cell for cell in both if cell[0] in EVERY_DAY]
    assert len(every_day) > len(EVERY_DAY)
    assert left_behind(every_day, language) == ""


@pytest.mark.long
@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("role", RIGHTS)
def test_no_screen_of_a_role_speaks_another_language(own, role, language):  # E1 O4  # noqa: F811
    assert left_behind(screens(own, role), language) == ""


def test_what_is_made_once_speaks_the_language_of_each_reader():  # E1 O4
    with override("en"):
        chooser = AdminSnippetChooser(Venue)
        assert str(chooser.choose_one_text) == "Choose venue"
    with override("de"):
        assert str(chooser.choose_one_text) == "Veranstaltungsort auswählen"


def test_the_search_finds_what_it_looks_for():
    html = b"<p>Freigaben</p><p lang='en'>Approve</p><button aria-label='Approve'>Sie</button><p>you have 2</p>"
    assert [text for text in said(html, "de") if foreign_in_german(text)] == ["you have 2", "Approve"]
    assert [text for text in said(b"<b>Bilder</b><i>Redaktion</i>", "en") if foreign_in_english(text)] == ["Bilder"]
