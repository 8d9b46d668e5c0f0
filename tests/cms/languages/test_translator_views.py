"""The translators' editor: who may, what is taken, and two people at one sentence."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, ModelLogEntry, PageLogEntry
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from tests.builders import (
    PASSWORD,
    add_page,
    make_admin,
    make_frame,
    make_home,
    make_signup_form,
    make_staff,
    translate,
)
from tests.cms.languages.translating import (
    LINKED,
    LINKED_SENTENCE,
    LOCKED_BY_SOMEBODY,
    address,
    begin,
    page,
    put,
    segment,
    speak_english,
    texts,
    write,
)
from tests.translator_server import run_machine

TITLE, SUMMARY = "Der Plan", "Über Der Plan."
VIEWS = ["download_pofile", "upload_pofile", "machine_translate", "preview_translation", "stop_translation"]


@pytest.fixture
def plan(db):
    home = make_home()
    translate(home, "en", "Home")
    return add_page(home, TITLE, slug="plan", body=[("text", LINKED)])


@pytest.fixture
def work(plan, admin_user):
    speak_english(admin_user)
    return begin(plan)


@pytest.fixture
def elsewhere(work, client):
    """Somebody who may edit and publish another English page, and no other."""
    other = add_page(page(work).get_parent(), "Elsewhere", slug="elsewhere")
    user = make_staff("translator", "wagtail_localize.submit_translation")
    group = Group.objects.create(name="translators")
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=other, permission_type=codename.removesuffix("_page"))
    user.groups.add(group)
    client.login(username="translator", password=PASSWORD)
    return user


def answers(client, work):
    """How each of the editor's addresses answers: status, and where it leads."""
    for name in VIEWS:
        method = client.get if name in ("download_pofile", "preview_translation") else client.post
        response = method(address(name, work))
        yield name, response.status_code, response.headers.get("Location")


def link(work):
    """The address of the German link, which a translation may replace."""
    return work.source.overridablesegment_set.get(data_json__contains="stadt.example")


def put_link(client, work, value):
    url = address("edit_override", work, link(work).pk)
    body = f'--x\r\nContent-Disposition: form-data; name="value"\r\n\r\n{value}\r\n--x--\r\n'
    return client.put(url, body.encode(), content_type="multipart/form-data; boundary=x")


def test_without_rights_on_the_page_nothing_is_seen_or_changed(work, elsewhere, client):  # L12, X2
    write(work, TITLE, "The plan")
    # Wagtail's admin answers a refusal with a redirect to its first page.
    assert list(answers(client, work)) == [(name, 302, "/admin/") for name in VIEWS]
    sentence = address("edit_string_translation", work, segment(work, TITLE).pk)
    statuses = [put(client, work, TITLE, "x"), client.delete(sentence), put_link(client, work, "https://x.example")]
    assert [response.status_code for response in statuses] == [403, 403, 403]
    publish = client.post(f"/admin/pages/{page(work).pk}/edit/", {"action": "publish"})
    assert (publish.status_code, publish["Location"]) == (302, "/admin/")
    work.refresh_from_db()
    assert (texts(work), work.enabled, page(work).live) == ({TITLE: "The plan"}, True, False)


def test_nobody_is_asked_in_who_is_not_logged_in(work, client):  # L12, X2
    assert {status for _name, status, _location in answers(client, work)} == {302}
    assert all(location.startswith("/account/login/") for _name, _status, location in answers(client, work))
    assert put(client, work, TITLE, "x").status_code == 302
    assert texts(work) == {}


def test_the_right_to_add_a_form_is_not_the_right_to_translate_one(plan, client):  # L12, X2
    work = begin(make_signup_form(intro="Willkommen"))
    make_staff("translator", "events.add_signupform")
    client.login(username="translator", password=PASSWORD)
    assert put(client, work, "Willkommen", "Welcome").status_code == 403
    assert client.get(address("download_pofile", work))["Location"] == "/admin/"
    assert texts(work) == {}


def test_with_the_right_to_change_forms_one_is_translated(plan, client):  # L12
    work = begin(make_signup_form(intro="Willkommen"))
    make_staff("translator", "events.change_signupform")
    client.login(username="translator", password=PASSWORD)
    assert put(client, work, "Willkommen", "Welcome").status_code == 201
    assert texts(work) == {"Willkommen": "Welcome"}


def test_a_translation_that_was_stopped_or_lost_its_page_is_not_found(work, admin_client):  # L12
    names = [(name, 404) for name in VIEWS]
    page(work).delete()
    Translation.objects.update(enabled=True)
    for _twice in range(2):
        found = [
            (name, method(address(name, work), follow=True).status_code)
            for name in VIEWS
            for method in [admin_client.get if name.startswith(("down", "prev")) else admin_client.post]
        ]
        assert found == names
        Translation.objects.update(enabled=False)


def test_a_page_that_somebody_else_has_locked_stays_as_it_is(work, admin_client, settings):  # L12
    other = make_admin("other")
    locked = page(work)
    locked.locked, locked.locked_by = True, other
    locked.save(update_fields=["locked", "locked_by"])
    assert put(admin_client, work, TITLE, "x").json()["error"] == LOCKED_BY_SOMEBODY
    assert put_link(admin_client, work, "https://x.example").json()["error"] == LOCKED_BY_SOMEBODY
    with run_machine() as machine:
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine.deepl()
        admin_client.post(address("machine_translate", work))
        assert machine.questions == []
    admin_client.post(address("upload_pofile", work), {"file": "x"})
    assert (texts(work), SegmentOverride.objects.count()) == ({}, 0)


def test_a_sentence_with_foreign_markup_is_not_saved_and_the_reason_stands_beside_it(work, admin_client):  # X1
    write(work, LINKED_SENTENCE, '<a id="a1">Read</a>')
    for text in ("<script>alert(1)</script>", '<a id="a1">Read</a><!--><script>alert(1)</script>-->', "No link"):
        answer = put(admin_client, work, LINKED_SENTENCE, text)
        assert (answer.status_code, answer.json()["data"], bool(answer.json()["error"])) == (200, text, True)
    assert texts(work) == {LINKED_SENTENCE: '<a id="a1">Read</a>'}


def test_an_empty_text_is_no_translation(work, admin_client):  # L12
    write(work, TITLE, "The plan")
    assert put(admin_client, work, TITLE, " ").status_code == 400
    assert texts(work) == {TITLE: "The plan"}


def test_a_sentence_is_saved_shown_and_removed(work, admin_client, admin_user):  # L12
    answer = put(admin_client, work, TITLE, "The plan")
    assert (answer.status_code, answer.json()["data"], answer.json()["error"]) == (201, "The plan", None)
    assert page(work).draft_title == "The plan"
    sentence = address("edit_string_translation", work, segment(work, TITLE).pk)
    assert [admin_client.delete(sentence).status_code for _twice in range(2)] == [200, 200]
    assert (texts(work), page(work).draft_title) == ({}, TITLE)


def test_a_sentence_of_another_page_is_not_found(work, plan, admin_client):  # L12
    other = begin(add_page(plan.get_parent(), "Anderes", slug="anderes"))
    url = address("edit_string_translation", work, segment(other, "Anderes").pk)
    assert admin_client.delete(url, follow=True).status_code == 404


def test_a_link_leads_to_no_script(work, admin_client):  # X1
    for value in ("javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,x"):
        assert (value, put_link(admin_client, work, value).json()["error"][:13]) == (value, "A link leads ")
    assert SegmentOverride.objects.count() == 0
    for value in ("https://stadt.example/en/plan", "mailto:city@stadt.example", "tel:+49351", "/en/plan/"):
        assert put_link(admin_client, work, value).status_code in (200, 201)
        assert SegmentOverride.objects.get().data == value
    url = address("edit_override", work, link(work).pk)
    assert [admin_client.delete(url).status_code for _twice in range(2)] == [200, 200]
    assert SegmentOverride.objects.count() == 0


def test_whoever_replaces_another_persons_sentence_reads_it_and_the_history_keeps_it(  # L12
    work, admin_client, client
):
    put(admin_client, work, TITLE, "The plan")
    second = make_admin("second")
    speak_english(second)
    client.force_login(second)
    comment = put(client, work, TITLE, "Our plan").json()["comment"]
    assert comment.startswith("This replaces what admin wrote on ")
    assert comment.endswith(": “The plan”")
    entry = PageLogEntry.objects.get(action="languages.replace_sentence")
    assert (entry.page_id, entry.user, entry.data) == (
        page(work).pk,
        second,
        {"german": TITLE, "before": "The plan", "after": "Our plan"},
    )
    assert put(client, work, TITLE, "Our own plan").json()["comment"].startswith("Translated manually on ")
    history = client.get(reverse("wagtailadmin_pages:history", args=[page(work).pk])).text
    assert "Replaced another translator" in history
    assert texts(work) == {TITLE: "Our own plan"}


def test_a_machines_sentence_is_nobodys_work(work, admin_client):  # L12
    write(work, TITLE, "The plan", translation_type="machine", tool_name="DeepL", last_translated_by=make_admin("m"))
    assert put(admin_client, work, TITLE, "Our plan").json()["comment"].startswith("Translated manually on ")


def test_removing_another_persons_sentence_leaves_it_in_the_history(plan, admin_client, client):  # L12
    work = begin(make_frame(city_name="Landeshauptstadt"))
    put(admin_client, work, "Landeshauptstadt", "Capital")
    client.force_login(make_admin("second"))
    client.delete(address("edit_string_translation", work, segment(work, "Landeshauptstadt").pk))
    entry = ModelLogEntry.objects.get(action="languages.replace_sentence")
    assert entry.data == {"german": "Landeshauptstadt", "before": "Capital", "after": ""}
    assert StringTranslation.objects.count() == 0
