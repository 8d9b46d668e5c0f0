"""The editor frames a preview and looks for barriers in it; pages of visitors stay as closed as they are."""

import json
import re
from pathlib import Path

import pytest
import wagtail.admin
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.frame.content_checks import PICTURE_TEXT, SPEAKING_LINKS
from tests.builders import add_page, make_event_index, make_event_page, make_frame, make_home, open_language, translate

pytestmark = pytest.mark.django_db
USERBAR = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js/userbar.js"


def policy(response) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))


@pytest.fixture
def pages():
    make_frame()
    home = make_home()
    translate(home, "en", "Home")
    return [home, add_page(home, "Plan"), make_event_page(make_event_index(home))]


def preview_of(client, page):
    """The page as Wagtail previews it, from its newest draft."""
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


def test_the_editor_may_frame_a_preview_and_visitors_pages_nobody(pages, admin_client):  # E3 X5
    for page in pages:
        preview, public = preview_of(admin_client, page), admin_client.get(page.url)
        shown = {name: policy(answer)["frame-ancestors"] for name, answer in (("preview", preview), ("public", public))}
        assert (page.title in preview.text, shown) == (True, {"preview": "'self'", "public": "'none'"})
        strict = {**policy(public), "frame-ancestors": "'self'"}
        assert policy(preview) == strict


def test_the_checks_look_into_previews_only(pages, admin_client, client):  # E3 E8
    for page in pages:
        answers = preview_of(admin_client, page), admin_client.get(page.url), client.get(page.url)
        assert ["wagtail-userbar" in answer.text for answer in answers] == [True, False, False]


def test_nobody_makes_a_preview_of_a_public_page_from_outside(pages, admin_client):  # X5
    url = pages[0].url
    headers = {"is-preview": "1", "x-is-preview": "true"}
    for answer in (
        admin_client.get(url, {"is_preview": "1", "in_preview_panel": "true"}),
        admin_client.get(url, headers=headers),
    ):
        assert policy(answer)["frame-ancestors"] == "'none'"


def test_a_draft_a_revision_and_a_language_that_is_not_open_are_previewed_too(pages, admin_client):  # E3
    home = pages[0]
    open_language("ar", is_public=False)
    arabic = translate(home, "ar", "الرئيسية", live=False)
    revision = arabic.get_latest_revision()
    for address in (
        reverse("wagtailadmin_pages:view_draft", args=[arabic.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[arabic.pk, revision.pk]),
    ):
        answer = admin_client.get(address)
        html = BeautifulSoup(answer.content, "html.parser").html
        assert (html["lang"], html["dir"], "الرئيسية" in html.h1.get_text()) == ("ar", "rtl", True)
        assert policy(answer)["frame-ancestors"] == "'self'"


def test_what_is_typed_is_shown_in_the_panel_with_the_checks(pages, admin_client):  # E3
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[pages[1].pk])
    values = {"title": "Getippt", "slug": "plan", "seo_title": "", "summary": "Neu.", "picture": ""}
    typed = nested_form_data({**values, "body": streamfield([]), "comments": inline_formset([])})
    assert admin_client.post(address, typed).json() == {"is_valid": True, "is_available": True}
    shown = admin_client.get(address, {"in_preview_panel": "true"})
    assert ("Getippt" in shown.text, "wagtail-userbar" in shown.text) == (True, True)
    assert policy(shown)["frame-ancestors"] == "'self'"
    # The browser asks the older header where it doesn't know the newer one.
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_panel_runs_the_checks_of_our_guide(pages, admin_client):  # E8
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[pages[1].pk]))
    found = re.search(r'<script id="checker-axe-configuration" type="application/json">(.*?)</script>', editor.text)
    configuration = json.loads(found.group(1))
    run = set(configuration["options"]["runOnly"])
    assert {"heading-order", "empty-heading", "p-as-heading", "link-name", "image-alt", "alt-text-quality"} <= run
    assert {SPEAKING_LINKS, PICTURE_TEXT} <= run
    assert {SPEAKING_LINKS, PICTURE_TEXT} <= {rule["id"] for rule in configuration["spec"]["rules"]}
    with override("de"):
        assert configuration["messages"][SPEAKING_LINKS]["error_name"] == "Der Linktext sagt nicht, wohin er führt"
    assert "cms/js/link_text_check.js" in preview_of(admin_client, pages[1]).text


def test_wagtails_script_still_has_what_our_checks_stand_on():  # E8
    script = USERBAR.read_text()
    assert '"matches-definition-evaluate"' in script
    # Where our own script meets axe.
    assert re.search(r"\b\w+\.axe=\w+", script)
