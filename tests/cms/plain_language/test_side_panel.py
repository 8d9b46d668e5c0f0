"""The panel beside the editor, and the address that its script asks while somebody types."""

import re

import pytest
from wagtail.admin.models import FormState
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.languages.board.simple_german import create_simple_german
from cms.plain_language.texts import paragraphs
from home.models import ContentPage
from tests.builders import add_page, make_home, make_signup_form, make_staff, make_venue, translate

pytestmark = pytest.mark.django_db

OFFICE = "Mittels Formular melden Sie sich an."
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def contact():
    body = [
        ("heading", {"text": "Anmelden"}),
        (
            "text",
            "<p>Zwecks <b>Planung</b> rufen Sie an.<br/>Bitte bald.</p><ul><li>Eins</li><li>Zwei &amp; drei</li></ul>",
        ),
        ("notice", {"title": "Neu", "text": "Es gibt Tee."}),
    ]
    return add_page(make_home(), "Kontakt", slug="kontakt", summary="Rufen Sie an.", body=body)


def typed(summary=OFFICE, blocks=(), **values):
    """What the editor's script sends."""
    return nested_form_data(
        {
            "title": "Kontakt",
            "slug": "kontakt",
            "seo_title": "",
            "summary": summary,
            "picture": "",
            "body": streamfield(blocks),
            "comments": inline_formset([]),
            **values,
        }
    )


def address(page) -> str:
    return f"/admin/plain-language/page/{page.pk}/"


def marked(response):
    return re.findall(r"<mark>(.*?)</mark>", response.text)


def test_headings_paragraphs_lines_and_items_are_kept_apart(contact):  # L11
    assert paragraphs(contact) == [
        "Kontakt",
        "Rufen Sie an.",
        "Anmelden",
        "Zwecks Planung rufen Sie an.\nBitte bald.",
        "Eins",
        "Zwei & drei",
        "Neu",
        "Es gibt Tee.",
    ]


def test_without_a_script_the_panel_shows_the_saved_draft(contact, admin_client):  # L11
    contact.summary = OFFICE
    contact.save_revision()
    response = admin_client.get(f"/admin/pages/{contact.pk}/edit/")
    assert marked(response) == ["Mittels", "Zwecks"]
    assert re.findall(r'(?:src|href)="/static/(plain_language/.*?)\?', response.text) == [
        "plain_language/side_panel.css",
        "plain_language/side_panel.js",
    ]
    assert re.findall(r'data-hints-url="(.*?)"', response.text) == [address(contact)]


def test_what_is_typed_is_answered_and_not_kept(contact, admin_client):  # L11
    draftail = rich_text("<p>Bezüglich der Wege</p>", features=["bold"])
    response = admin_client.post(address(contact), typed(blocks=[("text", draftail)]))
    assert marked(response) == ["Mittels", "Bezüglich"]
    after = ContentPage.objects.get(pk=contact.pk)
    assert (after.summary, after.latest_revision_id) == ("Rufen Sie an.", contact.latest_revision_id)
    assert FormState.objects.count() == 0


def test_a_text_that_is_too_long_to_be_saved_has_hints(contact, admin_client):  # L11
    assert marked(admin_client.post(address(contact), typed(summary=f"Mittels Papier. {'Ja. ' * 200}"))) == ["Mittels"]


def test_half_a_form_is_enough(contact, admin_client):  # L11
    blocks = [
        ("picture", {"image": "", "alt_text": ""}),
        ("action", {"label": "Los zwecks Plan", "page": "", "url": ""}),
    ]
    response = admin_client.post(address(contact), typed(blocks=blocks, title=""))
    assert marked(response) == ["Mittels", "zwecks"]


def block(value):
    return {"body-count": "1", "body-0-type": "text", "body-0-value": value, "body-0-order": "0", "body-0-deleted": ""}


@pytest.mark.parametrize(
    ("spoiled", "status"),
    [
        ({"comments-TOTAL_FORMS": "x"}, 200),
        ({"picture": "9999"}, 200),
        ({"body-count": "many"}, 400),
        ({"body-count": "3"}, 400),
        (block("{"), 400),
        (block("[]"), 400),
    ],
)
def test_a_broken_form_is_no_error(contact, admin_client, spoiled, status):  # L11
    assert admin_client.post(address(contact), {**typed(), **spoiled}).status_code == status


def test_an_empty_post_shows_the_draft_and_markup_stays_text(contact, admin_client):  # L11
    assert marked(admin_client.post(address(contact))) == ["Zwecks"]
    response = admin_client.post(address(contact), typed(summary="Mittels <script>alert(1)</script> geht es."))
    assert ["<script>" in response.text, marked(response)] == [False, ["Mittels"]]


def test_reading_is_no_way_in(contact, admin_client):  # L11
    assert admin_client.get(address(contact)).status_code == 405


def test_who_may_not_edit_the_page_gets_nothing(contact, client):  # L11
    assert client.post(address(contact), typed())["Location"].startswith("/account/login/")
    client.force_login(make_staff("anmeldung"))
    new_page = f"/admin/plain-language/new-page/home/contentpage/{contact.get_parent().pk}/"
    assert [client.post(url, typed(), headers=SCRIPT).status_code for url in (address(contact), new_page)] == [403, 403]


def test_a_page_that_is_not_there_is_404(admin_client):  # L11
    assert [
        admin_client.post(url, typed(), follow=True).status_code
        for url in ("/admin/plain-language/page/999/", "/admin/plain-language/new-page/home/nothing/1/")
    ] == [404, 404]


def test_a_new_page_has_hints_before_it_is_saved(contact, admin_client):  # L11
    home = contact.get_parent()
    editor = admin_client.get(f"/admin/pages/add/home/contentpage/{home.pk}/")
    (url,) = re.findall(r'data-hints-url="(.*?)"', editor.text)
    assert marked(admin_client.post(url, typed(slug="neu"))) == ["Mittels"]
    assert ContentPage.objects.count() == 1


def test_simple_german_has_its_own_checks_and_english_has_none(contact, admin_client):  # L11
    create_simple_german(contact)
    simple = contact.get_translation(Locale.objects.get(language_code="de-simple"))
    response = admin_client.post(address(simple), typed(summary="Das wäre gut."))
    assert marked(response) == ["wäre"]
    assert re.findall(r'<blockquote[^>]*lang="(.*?)"', response.text) == ["de-simple"]
    english = translate(contact, "en", "Contact")
    assert admin_client.post(address(english), typed(), follow=True).status_code == 404
    assert "data-plain-language" not in admin_client.get(f"/admin/pages/{english.pk}/edit/").text


def test_the_panel_never_says_that_a_text_conforms(contact, admin_client):  # L11
    response = admin_client.post(address(contact), typed(summary="Rufen Sie an."))
    assert response.status_code == 200
    assert re.findall("conform|entspricht|erfüllt|bestanden|passed", response.text, re.IGNORECASE) == []


def test_after_the_first_autosave_the_new_page_asks_its_own_address(contact, admin_client):  # L11
    response = admin_client.get(f"/admin/pages/{contact.pk}/edit/?_w_hydrate_create_view=1")
    assert re.findall(r'data-hints-url="(.*?)"', response.text) == [address(contact)]


def snippet_address(snippet) -> str:
    return f"/admin/plain-language/snippet/{snippet._meta.app_label}/{snippet._meta.model_name}/{snippet.pk}/"


def test_a_form_has_the_hints_beside_it_and_while_somebody_types(admin_client):  # L11
    form = make_signup_form(intro=OFFICE, consent="Ja.")
    editor = admin_client.get(f"/admin/snippets/events/signupform/edit/{form.pk}/")
    assert (snippet_address(form) in editor.text, marked(editor)) == (True, ["Mittels"])
    data = nested_form_data({"title": "", "intro": "Zwecks Planung.", "consent": "Ja.", "questions": streamfield([])})
    response = admin_client.post(snippet_address(form), data, headers=SCRIPT)
    assert (response.status_code, marked(response)) == (200, ["Zwecks"])
    form.refresh_from_db()
    assert form.intro == OFFICE


def test_a_place_has_them_too_and_a_translation_has_none(admin_client):  # L11
    place = make_venue(entrance=OFFICE)
    english = place.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save()
    assert [
        snippet_address(one) in admin_client.get(f"/admin/snippets/events/venue/edit/{one.pk}/").text
        for one in (place, english)
    ] == [True, False]
    assert admin_client.post(snippet_address(english), {}, headers=SCRIPT).status_code == 404


def test_hints_of_a_snippet_are_for_those_who_may_change_it(client, admin_client):  # L11
    form = make_signup_form()
    client.force_login(make_staff("jemand"))
    assert client.post(snippet_address(form), {}, headers=SCRIPT).status_code in (302, 403)
    for address_of_nothing in (
        "/admin/plain-language/snippet/events/event/1/",
        "/admin/plain-language/snippet/no/thing/1/",
        "/admin/plain-language/snippet/events/venue/999999/",
    ):
        assert admin_client.post(address_of_nothing, {}, headers=SCRIPT).status_code == 404
