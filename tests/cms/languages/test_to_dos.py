"""Translations that German left behind stand on the first page of those who may write them anew."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.languages.board.to_dos import outdated_translations
from cms.languages.core.admin_addresses import state_url
from home.roles import CHIEF_EDITORS, EDITORS, RIGHTS, TRANSLATORS
from tests.builders import add_page, make_home, translate
from tests.cms.languages.test_translation_state import publish
from tests.home.test_roles import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def left_behind(home, number: int):
    """An English page whose German one says something else since so many days."""
    german = add_page(home, f"Seite {number}", slug=f"seite-{number}")
    english = translate(german, "en", f"Page {number}")
    with time_machine.travel(timezone.now() - timedelta(days=number), tick=False):
        publish(german, summary="Etwas Neues.", title=f"Andere {number}")
    return english


def test_it_says_what_is_new_in_german_and_leads_to_the_comparison(home):  # E4 L7
    english = left_behind(home, 1)
    (to_do,) = outdated_translations(member(TRANSLATORS))
    assert (to_do.sentence, to_do.url) == (
        "Veraltet: „Page 1“ (English). Auf Deutsch ist neu: Titel und Kurztext",
        state_url(english),
    )


@pytest.mark.parametrize("role", RIGHTS)
def test_it_is_for_those_who_may_write_it_anew(home, role):  # E4 E6
    left_behind(home, 1)
    may = role in (EDITORS, CHIEF_EDITORS, TRANSLATORS, "Verwaltung")
    assert len(list(outdated_translations(member(role)))) == int(may)


def test_the_first_five_are_named_and_the_rest_is_counted_at_the_same_cost(home):  # E4
    translator = member(TRANSLATORS)
    list(outdated_translations(translator))
    costs = []
    for number in range(1, 9):
        left_behind(home, number)
        with CaptureQueriesContext(connection) as queries:
            found = list(outdated_translations(translator))
        costs.append(len(queries))
    assert costs[5:] == [costs[5]] * 3
    assert [to_do.sentence.split("“")[0] for to_do in found[:5]] == [f"Veraltet: „Page {n}" for n in (8, 7, 6, 5, 4)]
    assert (found[5].sentence, found[5].url) == (
        "3 weitere Übersetzungen sind veraltet",
        reverse("translation_board"),
    )
