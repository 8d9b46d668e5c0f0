"""The board of languages, and the screen of one translation."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation

from cms.languages.board.sections import Status, board_languages, cells_of, sections
from cms.languages.core.admin_addresses import state_url
from cms.models import User
from events.models import DeclineReason
from home.roles import CHIEF_EDITORS, EDITORS, SIGNUP_STAFF, TRANSLATORS
from tests.builders import (
    PASSWORD,
    add_page,
    make_admin,
    make_frame,
    make_home,
    make_signup_form,
    make_staff,
    open_language,
    translate,
)
from tests.cms.languages.test_translation_state import publish, status, translate_by_sentence
from tests.downloads.publications import add_file, make_publication

pytestmark = pytest.mark.django_db

BOARD = "/admin/languages/board/"


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def log_in(client, role: str) -> User:
    user = User.objects.create_user(role, f"{role}@stadt.example".lower(), PASSWORD)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def cells(user) -> dict[str, dict[str, tuple]]:
    """By the title of a row, what stands in each language: status and action."""
    languages = board_languages()
    return {
        row.title: {
            language.code: (cell.status, cell.action) for language, cell in zip(languages, row.cells, strict=True)
        }
        for section in sections(user, languages)
        for row in section.rows
    }


def test_each_cell_says_how_it_stands_and_what_to_do_next(home):  # L7 L4
    open_language("tr", is_public=False)
    current, old = add_page(home, "Aktuell", slug="aktuell"), add_page(home, "Alt", slug="alt")
    draft = add_page(home, "Entwurf", slug="entwurf")
    translate(current, "en")
    translate(old, "en")
    translate(draft, "en", live=False)
    publish(old, summary="Neu.")
    make_frame()
    make_signup_form()
    publication = make_publication("Analyse")
    add_file(publication)
    found = cells(make_admin())
    missing, current_one = (Status.MISSING, ""), (Status.CURRENT, "Öffnen")
    create, translate_it = (Status.MISSING, "Anlegen"), (Status.MISSING, "Übersetzen")
    assert {title: found[title] for title in ("Startseite", "Aktuell", "Alt", "Entwurf", "Analyse")} == {
        "Startseite": {"en": current_one, "de-simple": create, "tr": translate_it},
        "Aktuell": {"en": current_one, "de-simple": create, "tr": missing},
        "Alt": {"en": (Status.OUTDATED, "Änderungen ansehen"), "de-simple": create, "tr": missing},
        "Entwurf": {"en": (Status.DRAFT, "Weiterarbeiten"), "de-simple": create, "tr": missing},
        "Analyse": dict.fromkeys(("en", "de-simple", "tr"), (Status.MISSING, "Hochladen")),
    }
    assert found["Anmeldeformular: Anmeldung"]["en"] == translate_it
    words = found["Texte von Formularen, Knöpfen und E-Mails"]
    assert (words["en"], words["de-simple"], words["tr"][0]) == (
        (Status.CURRENT, ""),
        (Status.CURRENT, ""),
        Status.OUTDATED,
    )


def test_a_file_that_is_older_than_the_german_one_stands_on_the_board(home):  # L7 D9
    publication = make_publication("Analyse")
    german, english = add_file(publication), add_file(publication, "en", "Analysis")
    assert cells(make_admin("first"))["Analyse"]["en"] == (Status.CURRENT, "")
    english.german_digest = "another"
    type(english).objects.filter(pk=english.pk).update(german_digest="another")
    assert english.is_outdated_beside(german)
    assert cells(make_admin("second"))["Analyse"]["en"] == (Status.OUTDATED, "Ersetzen oder bestätigen")


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_has_as_many_queries_for_many_pages_as_for_one(home, number, django_assert_num_queries):  # L7
    user = make_admin()
    make_frame()
    for n in range(number):
        page = add_page(home, f"Seite {n}", slug=f"seite-{n}")
        translate(page, "en")
        publish(page, summary="Neu.")
        make_signup_form(f"Formular {n}")
        add_file(make_publication(f"Entwurf {n}"))
    cells(user)
    with django_assert_num_queries(QUERIES):
        cells(user)


# One for each kind of snippet that is translated, among others.
QUERIES = 20


@pytest.mark.parametrize(
    ("role", "code"), [(EDITORS, 200), (CHIEF_EDITORS, 200), (TRANSLATORS, 200), (SIGNUP_STAFF, 302)]
)
def test_those_who_work_on_pages_see_the_board(home, client, role, code):  # E6
    log_in(client, role)
    assert client.get(BOARD).status_code == code
    shown = BOARD in client.get("/admin/").content.decode()
    assert shown == (code == 200)


def test_who_may_not_have_texts_translated_is_not_offered_it(home):  # E6 X1
    reason = DeclineReason.objects.create(locale=home.locale, title="Voll", text="Leider voll.")
    clerk, editor = (make_staff(role) for role in (SIGNUP_STAFF, EDITORS))
    for user in (clerk, editor):
        user.groups.add(Group.objects.get(name=user.username))
    languages = board_languages()
    assert {cell.action for cell in cells_of(reason, clerk, languages)} == {""}
    assert {cell.action for cell in cells_of(reason, editor, languages)} == {"Übersetzen", "Anlegen"}


def test_translators_see_no_drafts_of_files_on_the_board(home):  # E6 D3
    add_file(make_publication("Geheime Analyse"))
    user = User.objects.create_user("uebersetzung", "u@stadt.example", PASSWORD)
    user.groups.add(Group.objects.get(name=TRANSLATORS))
    user.is_superuser = True
    assert "Geheime Analyse" in cells(user)
    user.is_superuser = False
    found = cells(user)
    assert (home.title in found, "Geheime Analyse" in found) == (True, False)


def test_the_screen_shows_what_changed_and_takes_it_as_still_correct(home, admin_client):  # L4
    german = add_page(home, "Einladung", slug="einladung", summary="Wir laden Sie ein.")
    english = translate(german, "en")
    german = publish(german, summary="Wir laden Sie herzlich ein.")
    text = admin_client.get(state_url(english)).content.decode()
    assert re.findall(r'<span class="addition">(.*?)</span>', text) == ["herzlich ein."]
    digest = re.search(r'name="german" value="(\w+)"', text).group(1)
    german = publish(german, summary="Wir laden ein.")
    admin_client.post(state_url(english), {"action": "confirm", "german": digest})
    assert status(english, german) == Status.OUTDATED
    digest = re.search(r'name="german" value="(\w+)"', admin_client.get(state_url(english)).content.decode()).group(1)
    admin_client.post(state_url(english), {"action": "confirm", "german": digest})
    assert status(english, german) == Status.CURRENT


def test_a_look_at_the_screen_changes_nothing(home, admin_client):  # L4
    german = add_page(home, "Einladung", slug="einladung")
    english = translate(german, "en")
    german = publish(german, summary="Neu.")
    admin_client.get(state_url(english), {"action": "confirm"})
    assert status(english, german) == Status.OUTDATED


def test_who_may_not_edit_a_translation_neither_sees_nor_confirms_it(home, client):  # E6
    german = add_page(home, "Einladung", slug="einladung")
    english = translate(german, "en")
    publish(german, summary="Geheim neu.")
    user = log_in(client, TRANSLATORS)
    user.groups.clear()
    group = Group.objects.create(name="Nur Start")
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(slug="einladung", locale__language_code="de"),
                                       permission_type="change")  # fmt: skip
    group.permissions.add(*Group.objects.get(name=TRANSLATORS).permissions.all())
    user.groups.add(group)
    for response in (client.get(state_url(english)), client.post(state_url(english), {"action": "confirm"})):
        assert (response.status_code, "Geheim" in response.content.decode()) == (302, False)


def test_a_translator_submits_and_a_chief_editor_approves(home, client, django_capture_on_commit_callbacks):  # E6
    german = add_page(home, "Einladung", slug="einladung")
    english = translate_by_sentence(german, "First")
    chief = User.objects.create_user("leitung", "leitung@stadt.example", PASSWORD)
    chief.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    log_in(client, TRANSLATORS)
    sentence = StringTranslation.objects.get(context__path="title", locale=english.locale)
    sentence.data = "Invitation"
    sentence.save()
    assert 'value="submit"' in client.get(state_url(english)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(state_url(english), {"action": "submit"})
    english.refresh_from_db()
    assert (english.title, english.get_latest_revision_as_object().title) == ("First 0", "Invitation")
    assert english.current_workflow_state.status == "in_progress"
    assert [message.to for message in mail.outbox] == [["leitung@stadt.example"]]
    client.force_login(chief)
    task = english.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[english.pk, "approve", task.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {})
    english.refresh_from_db()
    assert (english.title, english.live) == ("Invitation", True)


def test_a_long_board_comes_in_parts(client, home, monkeypatch):  # L12 F1
    monkeypatch.setattr("cms.languages.board.sections.ROWS_AT_ONCE", 2)
    for number in range(3):
        add_page(home, f"Seite {number}", slug=f"seite-{number}")
    for name in ("Eins", "Zwei"):
        make_signup_form(name)
    make_frame()
    client.force_login(make_admin())
    shown = []
    for query in ("", "?section=pages&page=2", "?section=snippets&page=2", "?section=snippets&page=x", "?section=none"):
        response = client.get(BOARD + query)
        assert response.status_code == 200
        shown.append({section.key: len(section.rows) for section in response.context["sections"]})
    assert shown == [
        {"pages": 2, "snippets": 2, "interface": 1},
        {"pages": 2},
        {"snippets": 1},
        {"snippets": 2},
        {},
    ]
    text = client.get(BOARD).content.decode()
    assert (text.count('href="?section=pages&amp;page=2"'), text.count('rel="prev"')) == (1, 0)
    # Without a size of their own they would be as large as the space beside the words.
    parts = re.findall('<nav class="pagination".*?</nav>', text, re.S)
    assert re.findall('<svg class="([^"]*)"', "".join(parts)) == ["icon icon-arrow-right default"] * 2


def test_below_a_page_of_another_part_a_translation_finds_its_place(client, home, monkeypatch):  # L12 F1
    page = add_page(home, "Oben", slug="oben")
    for number in range(2):
        add_page(page, f"Unten {number}", slug=f"unten-{number}")
    languages, admin = board_languages(), make_admin()

    def actions(part: str) -> list[str]:
        [pages] = sections(admin, languages, "pages", part)
        english = next(number for number, language in enumerate(languages) if language.code == "en")
        return [row.cells[english].action for row in pages.rows]

    whole = actions("1")
    monkeypatch.setattr("cms.languages.board.sections.ROWS_AT_ONCE", 2)
    assert actions("1") + actions("2") == whole
    translate(page, "en")
    assert actions("2") != whole[2:]
