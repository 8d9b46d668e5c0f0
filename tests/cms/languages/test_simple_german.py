"""Simple German: a text of its own, written in the ordinary editor."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.languages.board.simple_german import NotGermanError, create_simple_german
from cms.languages.state.invariants import broken_invariants
from events.models import SignupForm
from home.models import NewsIndexPage, NewsPage
from tests.builders import (
    PASSWORD,
    add_page,
    make_event_index,
    make_event_page,
    make_frame,
    make_home,
    make_signup_form,
    make_staff,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


def simple(page):
    return page.get_translation_or_none(Locale.objects.get(language_code="de-simple"))


def test_the_draft_has_the_shared_facts_and_no_texts(home):  # L6, L3
    page = make_event_page(make_event_index(home), slug="werkstatt", invited="<p>Alle</p>", organizer="Stadt")
    copy = create_simple_german(page)
    assert (copy.title, copy.slug, copy.event_id, copy.live) == (page.title, "werkstatt", page.event_id, False)
    assert (copy.summary, copy.invited, copy.organizer, list(copy.body)) == ("", "", "", [])
    assert (copy.translation_key, copy.locale.language_code) == (page.translation_key, "de-simple")
    draft = copy.get_latest_revision_as_object()
    assert (draft.summary, draft.invited, draft.event_id) == ("", "", page.event_id)


def test_parents_are_made_as_drafts_and_not_as_copies(home):  # L6
    news = add_page(add_page(home, "Aktuelles", NewsIndexPage, slug="aktuelles"), "Neu", NewsPage, slug="neu")
    create_simple_german(news)
    pages = Page.objects.filter(locale__language_code="de-simple")
    assert [(page.slug, page.live, page.alias_of_id) for page in pages.order_by("path")] == [
        ("home-de-simple", False, None),
        ("aktuelles", False, None),
        ("neu", False, None),
    ]
    assert list(Page.find_problems()) == [[], [], [], [], []]
    assert list(broken_invariants()) == []


def test_the_add_on_knows_nothing_of_it_and_the_ordinary_editor_opens(home, admin_client):  # L6
    page = add_page(home, "Impressum", slug="impressum")
    response = admin_client.post(f"/admin/languages/simple-german/page/{page.pk}/")
    copy = simple(page)
    assert response["Location"] == f"/admin/pages/{copy.pk}/edit/"
    assert (Translation.objects.count(), TranslationSource.objects.count()) == (0, 0)
    editor = admin_client.get(response["Location"])
    assert {template.name for template in editor.templates} >= {"wagtailadmin/pages/edit.html"}
    assert ["localize-restart-translation" in editor.text, editor.context["form"].fields["title"].disabled] == [
        False,
        False,
    ]


def test_asking_does_not_write(home, admin_client):  # L6
    page = add_page(home, "Impressum", slug="impressum")
    assert admin_client.get(f"/admin/languages/simple-german/page/{page.pk}/").status_code == 200
    assert simple(page) is None


def test_it_is_made_once_and_from_german_only(home, admin_client):  # L6
    page = add_page(home, "Impressum", slug="impressum")
    english = translate(page, "en")
    create_simple_german(page)
    for source in (page, english):
        response = admin_client.post(f"/admin/languages/simple-german/page/{source.pk}/")
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    with pytest.raises(NotGermanError):
        create_simple_german(english)


def test_it_needs_the_right_to_edit_the_german_page(home, client):  # L6, X2
    page = add_page(home, "Geheim", slug="geheim", live=False)
    make_staff("nobody")
    client.login(username="nobody", password=PASSWORD)
    response = client.get(f"/admin/languages/simple-german/page/{page.pk}/")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_snippets_have_it_too(home, admin_client):  # L6
    frame = make_frame()
    response = admin_client.post(f"/admin/languages/simple-german/snippet/cms/siteframe/{frame.pk}/")
    copy = simple(frame)
    assert response["Location"] == f"/admin/snippets/cms/siteframe/edit/{copy.pk}/"
    assert admin_client.get(response["Location"]).status_code == 200


def test_a_form_becomes_a_draft(home):  # L6
    form = make_signup_form()
    copy = create_simple_german(form)
    assert (copy.live, SignupForm.objects.count(), copy.translation_key) == (False, 2, form.translation_key)


def test_once_written_it_is_published_like_any_page(home, client):  # L6
    page = add_page(home, "Impressum", slug="impressum")
    copy = create_simple_german(page)
    for draft, title in ((simple(home), "Start"), (copy, "Wer wir sind")):
        draft = draft.specific
        draft.title, draft.summary = title, "Hier steht, wer wir sind."
        draft.save_revision().publish()
    response = client.get("/de-simple/impressum/")
    assert (response.status_code, response.context["page"].title) == (200, "Wer wir sind")
