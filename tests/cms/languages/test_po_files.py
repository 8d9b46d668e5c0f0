"""PO files go out and come back, and what can't be taken is named and changes nothing."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringTranslation

from tests.builders import add_page, make_admin, make_home, make_signup_form, open_language, translate
from tests.cms.languages.translating import (
    LINKED,
    LINKED_SENTENCE,
    address,
    begin,
    page,
    publish,
    put,
    speak_english,
    texts,
    told,
    write,
)

TITLE, SUMMARY = "Der Plan", "Über Der Plan."
LINKED_ENGLISH = 'Read <a id="a1">the <b>plan</b></a> &amp; more.'
ENGLISH = {TITLE: "The plan", SUMMARY: "What it is about", LINKED_SENTENCE: LINKED_ENGLISH}

MARKUP = "The text holds markup that is not allowed here: only bold, italic, line breaks and links are."
LINKS = "The links differ from those of the German sentence: each of them stands in the translation once."

UNKNOWN = "The German text has no such sentence, or no longer."
FUZZY = 'Marked as "fuzzy", which means that somebody has to check it first.'
CHANGED = "Changed here by somebody since the file was downloaded."


@pytest.fixture
def plan(db):
    home = make_home()
    translate(home, "en", "Home")
    return add_page(home, TITLE, slug="plan", body=[("text", LINKED)])


@pytest.fixture
def work(plan, admin_user):
    speak_english(admin_user)
    return begin(plan)


def download(client, work) -> polib.POFile:
    return polib.pofile(client.get(address("download_pofile", work)).content.decode())


def upload(client, work, po):
    """Upload a file, given as polib's object, as text or as bytes, and return what the admin says."""
    content = po if isinstance(po, bytes) else str(po).encode()
    file = SimpleUploadedFile("plan.po", content, "text/x-gettext-translation")
    data = {"file": file, "next": f"/admin/pages/{page(work).pk}/edit/"}
    return told(client.post(address("upload_pofile", work), data, follow=True))


def fill(po: polib.POFile, english: dict[str, str]) -> polib.POFile:
    for entry in po:
        entry.msgstr = english.get(entry.msgid, entry.msgstr)
    return po


def test_a_file_goes_out_is_filled_comes_back_and_is_published(  # L12
    work, admin_client, client, django_capture_on_commit_callbacks
):
    response = admin_client.get(address("download_pofile", work))
    assert response["Content-Disposition"] == 'attachment; filename="der-plan-en.po"'
    po = download(admin_client, work)
    assert [(entry.msgid, entry.msgstr) for entry in po] == [(german, "") for german in ENGLISH]
    assert upload(admin_client, work, fill(po, ENGLISH)) == ["3 sentences were taken from the file."]
    english = publish(admin_client, work, django_capture_on_commit_callbacks)
    expected = LINKED.replace("Lesen Sie", "Read").replace("den", "the").replace("Plan", "plan").replace("mehr", "more")
    assert (english.live, english.title, str(english.body[0].value)) == (True, "The plan", expected)
    assert {entry.msgid: entry.msgstr for entry in download(admin_client, work)} == ENGLISH


def test_a_file_without_anything_new_changes_nothing(work, admin_client):  # L12
    po = fill(download(admin_client, work), ENGLISH)
    upload(admin_client, work, po)
    assert upload(admin_client, work, po) == ["The file holds nothing that is not here already."]


def test_sentences_that_are_missing_or_empty_in_the_file_stay(work, admin_client):  # L12
    write(work, TITLE, "The plan")
    write(work, SUMMARY, "What it is about")
    po = download(admin_client, work)
    po[0].msgstr = ""
    del po[1]
    assert upload(admin_client, work, po) == ["The file holds nothing that is not here already."]
    assert texts(work) == {TITLE: "The plan", SUMMARY: "What it is about"}


def test_a_form_goes_out_and_comes_back(plan, admin_client):  # L12
    work = begin(make_signup_form(intro="Willkommen"))
    po = fill(download(admin_client, work), {"Willkommen": "Welcome"})
    file = SimpleUploadedFile("form.po", str(po).encode())
    admin_client.post(address("upload_pofile", work), {"file": file})
    assert texts(work) == {"Willkommen": "Welcome"}


def test_what_a_machine_wrote_leaves_to_be_checked_and_comes_back_checked(work, admin_client):  # L12
    write(work, TITLE, "The plan", translation_type="machine", tool_name="DeepL")
    write(work, SUMMARY, "What it is about")
    po = download(admin_client, work)
    assert [entry.msgid for entry in po if entry.fuzzy] == [TITLE]
    assert upload(admin_client, work, po) == ["The file holds nothing that is not here already."]
    po[0].flags.remove("fuzzy")
    assert upload(admin_client, work, po) == ["1 sentence was taken from the file."]
    types = StringTranslation.objects.order_by("pk").values_list("translation_type", flat=True)
    assert list(types) == ["manual", "manual"]


def test_files_that_are_no_po_files_change_nothing(work, admin_client):  # L12
    write(work, TITLE, "The plan")
    good = str(fill(download(admin_client, work), ENGLISH))
    broken = "This is no PO file, or it is damaged. Nothing was changed."
    whose = "The file does not say for which page it is. Use a file that was downloaded here. Nothing was changed."
    files = [
        (good.encode("utf-16"), "The file is not written in UTF-8. Save it as UTF-8. Nothing was changed."),
        (good.encode("latin-1"), "The file is not written in UTF-8. Save it as UTF-8. Nothing was changed."),
        (good.replace('msgid "', 'msgid "a"b').encode(), broken),
        (good.encode()[:-30] + b'"x"y"', broken),
        (b'msgstr[a] "x"\n', broken),
        (b"%PDF-1.7", broken),
        (b"manage.py", broken),
        (b"\0\1\2", broken),
        (b"\n", whose),
        (b'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n\nmsgid "Der Plan"\nmsgstr "X"\n', whose),
        (good.encode() + b"#" * 1_000_000, "The file is larger than 1 MB. Nothing was changed."),
    ]
    for content, message in files:
        assert (content[:40], upload(admin_client, work, content)) == (content[:40], [message])
    assert texts(work) == {TITLE: "The plan"}


def test_no_file_at_all_is_one_sentence(work, admin_client):  # L12
    response = admin_client.post(address("upload_pofile", work), follow=True)
    assert told(response) == ["Choose a PO file."]


def test_the_name_of_a_file_on_the_server_is_not_opened(work, admin_client, tmp_path):  # L12, X1
    secret = tmp_path / "secret.po"
    secret.write_text(str(fill(download(admin_client, work), ENGLISH)))
    told = upload(admin_client, work, str(secret))
    assert (len(told), texts(work)) == (1, {})


def test_a_file_for_another_page_or_language_changes_nothing(work, plan, admin_client):  # L12
    other = begin(add_page(plan.get_parent(), TITLE, slug="anderer"))
    translate(plan.get_parent().specific, "fr", "Accueil")
    french = begin(plan, "fr")
    ours = fill(download(admin_client, work), ENGLISH)
    ours.metadata["Language"] = "uk_UA"
    files = {
        "This file is for another page. Nothing was changed.": fill(download(admin_client, other), ENGLISH),
        "This file is for another language. Nothing was changed.": fill(download(admin_client, french), ENGLISH),
    }
    assert [upload(admin_client, work, po) for po in files.values()] == [[message] for message in files]
    assert upload(admin_client, work, ours) == ["This file is for another language. Nothing was changed."]
    assert texts(work) == {}


def test_translators_programs_write_the_language_as_they_like(work, admin_client):  # L12
    po = fill(download(admin_client, work), ENGLISH)
    po.metadata["Language"] = "en_GB"
    assert upload(admin_client, work, po) == ["3 sentences were taken from the file."]


def test_a_sentence_with_foreign_markup_or_other_links_is_named(work, admin_client):  # L12, X1
    answers = [
        ('<a id="a1">Read</a><script>alert(1)</script>', MARKUP),
        ('<a id="a1">Read</a><!--><script>alert(1)</script>-->', MARKUP),
        ('<a href="javascript:alert(1)">Read</a>', MARKUP),
        ('<a id="a1" onclick="alert(1)">Read</a>', MARKUP),
        ('<a id="a1">Read</a><b onclick="alert(1)">x</b>', MARKUP),
        ('<a id="a1">Read</a><img src=x onerror="alert(1)">', MARKUP),
        ("Read the plan.", LINKS),
        ('<a id="a1">Read</a> <a id="a2">more</a>', LINKS),
        ('<a id="a1">Read</a> <a id="a1">more</a>', LINKS),
        ('<a id="a1">Read</a> <a>more</a>', LINKS),
    ]
    po = download(admin_client, work)
    for english, reason in answers:
        told_of = upload(admin_client, work, fill(po, {LINKED_SENTENCE: english}))
        message = f"1 sentence was not taken. {reason} “Lesen Sie den Plan & mehr.”"
        assert (english, told_of) == (english, [message])
    assert texts(work) == {}


def test_what_can_be_taken_is_taken_beside_what_can_not(work, admin_client):  # L12
    po = fill(download(admin_client, work), {**ENGLISH, LINKED_SENTENCE: "Read the plan."})
    assert upload(admin_client, work, po) == [
        "2 sentences were taken from the file.",
        f"1 sentence was not taken. {LINKS} “Lesen Sie den Plan & mehr.”",
    ]
    assert texts(work) == {TITLE: "The plan", SUMMARY: "What it is about"}


def test_what_the_admin_says_of_a_file_runs_no_script(work, admin_client):  # L12, X1
    po = download(admin_client, work)
    po.append(polib.POEntry(msgid="&lt;script>alert(1)</script>", msgctxt="title", msgstr="x"))
    file = SimpleUploadedFile("plan.po", str(po).encode())
    data = {"file": file, "next": f"/admin/pages/{page(work).pk}/edit/"}
    html = admin_client.post(address("upload_pofile", work), data, follow=True).text
    assert ("&lt;script&gt;alert(1)" in html, "<script>alert(1)" in html) == (True, False)


def test_a_title_that_is_too_long_is_named(work, admin_client):  # L12
    po = fill(download(admin_client, work), {TITLE: "x" * 256})
    assert upload(admin_client, work, po) == [
        "1 sentence was not taken. A title has at most 255 characters. “Der Plan”"
    ]


def test_former_unknown_and_fuzzy_sentences_are_named(work, plan, admin_client):  # L12
    po = fill(download(admin_client, work), ENGLISH)
    plan.summary = "Neu."
    plan.save_revision().publish()
    work.source.update_from_db()
    po[0].flags.append("fuzzy")
    for number in range(4):
        po.append(polib.POEntry(msgid=f"Fremd {number}", msgctxt="title", msgstr="x"))
    po.append(polib.POEntry(msgid="Alt", msgctxt="title", msgstr="x", obsolete=True))
    assert upload(admin_client, work, po) == [
        "1 sentence was taken from the file.",
        f"1 sentence was not taken. {FUZZY} “Der Plan”",
        f"6 sentences were not taken. {UNKNOWN} “Über Der Plan.”, “Fremd 0”, “Fremd 1” ...",
    ]
    assert texts(work) == {LINKED_SENTENCE: LINKED_ENGLISH}


def test_sentences_of_the_memory_that_come_back_as_they_went_are_not_worth_a_word(work, plan, admin_client):  # L12
    write(work, SUMMARY, "What it is about")
    plan.summary = "Neu."
    plan.save_revision().publish()
    work.source.update_from_db()
    po = download(admin_client, work)
    assert [entry.msgid for entry in po if entry.obsolete] == [SUMMARY]
    assert upload(admin_client, work, po) == ["The file holds nothing that is not here already."]
    # The German sentence was reworded, so its translation stays in place.
    assert texts(work) == {SUMMARY: "What it is about", "Neu.": "What it is about"}


def test_what_somebody_wrote_while_the_file_was_away_stays(work, admin_client, client):  # L12
    write(work, SUMMARY, "About it")
    po = fill(download(admin_client, work), ENGLISH)
    client.force_login(make_admin("other"))
    put(client, work, TITLE, "The great plan")
    assert upload(admin_client, work, po) == [
        "2 sentences were taken from the file.",
        f"1 sentence was not taken. {CHANGED} “Der Plan”",
    ]
    assert texts(work) == {**ENGLISH, TITLE: "The great plan"}


def test_what_a_machine_wrote_while_the_file_was_away_is_replaced(work, admin_client):  # L12
    po = fill(download(admin_client, work), ENGLISH)
    write(work, TITLE, "Plan the", translation_type="machine", tool_name="DeepL")
    assert upload(admin_client, work, po) == ["3 sentences were taken from the file."]
    assert texts(work) == ENGLISH


def test_a_corrected_file_replaces_what_the_same_person_imported(work, admin_client, client):  # L12
    po = fill(download(admin_client, work), ENGLISH)
    upload(admin_client, work, po)
    assert upload(admin_client, work, fill(po, {TITLE: "The big plan"})) == ["1 sentence was taken from the file."]
    client.force_login(other := make_admin("other"))
    speak_english(other)
    assert upload(client, work, fill(po, {TITLE: "The small plan"})) == [
        f"1 sentence was not taken. {CHANGED} “Der Plan”"
    ]
    assert texts(work) == {**ENGLISH, TITLE: "The big plan"}


def test_a_file_that_lost_its_date_replaces_nothing(work, admin_client):  # L12
    write(work, TITLE, "The plan")
    po = fill(download(admin_client, work), {**ENGLISH, TITLE: "Another"})
    for date in ("", "yesterday", "2026-01-01 10:00"):
        po.metadata["POT-Creation-Date"] = date
        upload(admin_client, work, po)
    assert texts(work) == ENGLISH


def test_right_to_left_text_and_odd_line_ends_survive(plan, admin_client):  # L12, L2
    open_language("ar")
    translate(plan.get_parent().specific, "ar")
    work = begin(plan, "ar")
    po = fill(download(admin_client, work), {TITLE: "الخطة", SUMMARY: "سطر\u2028آخر\x85\n"})
    upload(admin_client, work, po)
    assert texts(work) == {TITLE: "الخطة", SUMMARY: "سطر\u2028آخر\x85\n"}
