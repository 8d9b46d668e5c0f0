"""A machine translates what is missing where the operator has set one up, and fails in one sentence."""

import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from cms.languages.translating import machine_translation
from cms.settings.machine_translation import machine_translator
from tests.builders import add_page, make_home, make_signup_form, translate
from tests.cms.languages.translating import (
    LINKED,
    LINKED_SENTENCE,
    address,
    begin,
    publish,
    put,
    speak_english,
    texts,
    told,
    write,
)
from tests.translator_server import GARBAGE, KEY, Machine, run_machine

TITLE, SUMMARY = "Der Plan", "Über Der Plan."
GERMAN = [TITLE, SUMMARY, LINKED_SENTENCE]


@pytest.fixture(scope="module")
def server():
    with run_machine() as machine:
        yield machine


@pytest.fixture
def machine(server, settings):
    """The machine with its answers as they are at first; set up as DeepL."""
    Machine.__init__(server, server.url)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = server.deepl()
    return server


@pytest.fixture
def plan(db):
    home = make_home()
    translate(home, "en", "Home")
    return add_page(home, TITLE, slug="plan", body=[("text", LINKED)])


@pytest.fixture
def work(plan, admin_user, admin_client):
    speak_english(admin_user)
    return begin(plan)


def ask(client, work):
    """Press the editor's button and return what the admin says."""
    url = reverse("wagtailadmin_pages:edit", args=[work.get_target_instance().pk])
    return told(client.post(address("machine_translate", work), {"next": url}, follow=True))


@pytest.mark.parametrize(("kind", "tool"), [("deepl", "DeepL"), ("libretranslate", "LibreTranslate")])
def test_the_button_translates_what_is_missing_and_keeps_links(  # L12
    work, machine, kind, tool, settings, admin_client, django_capture_on_commit_callbacks
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = getattr(machine, kind)()
    editor = f"/admin/pages/{work.get_target_instance().pk}/edit/"
    assert address("machine_translate", work) in admin_client.get(editor).text
    assert ask(admin_client, work) == [
        f"{tool} has translated 3 sentences. Read and save each of them: that says that it is checked."
    ]
    assert texts(work) == {german: f"EN {german}" for german in GERMAN}
    rows = StringTranslation.objects.values_list("translation_type", "tool_name", "has_error").distinct()
    assert list(rows) == [("machine", tool, False)]
    published = publish(admin_client, work, django_capture_on_commit_callbacks)
    assert (published.live, str(published.body[0].value)) == (True, LINKED.replace("Lesen", "EN Lesen"))


def test_deepl_gets_the_sentences_and_nothing_else(work, machine, admin_client):  # L12, X1
    ask(admin_client, work)
    assert machine.questions == [
        {"text": GERMAN, "tag_handling": ["xml"], "source_lang": ["DE"], "target_lang": ["EN"]}
    ]
    assert machine.keys == [KEY]


def test_libretranslate_gets_the_sentences_and_nothing_else(work, machine, settings, admin_client):  # L12, X1
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine.libretranslate(KEY="")
    ask(admin_client, work)
    assert machine.questions == [{"q": GERMAN, "source": "de", "target": "en", "format": "html"}]


def test_what_people_wrote_is_neither_sent_nor_replaced(work, machine, admin_client):  # L12
    write(work, TITLE, "The plan")
    machine.translate = lambda german: "machine"
    ask(admin_client, work)
    assert machine.questions[0]["text"] == [SUMMARY, LINKED_SENTENCE]
    assert texts(work) == {TITLE: "The plan", SUMMARY: "machine"}


@pytest.mark.django_db(transaction=True)
def test_a_person_who_is_faster_than_the_machine_keeps_the_sentence(work, machine, admin_client):  # L12
    def ask_elsewhere():
        ask(admin_client, work)
        connections.close_all()

    machine.may_answer.clear()
    asking = threading.Thread(target=ask_elsewhere)
    asking.start()
    machine.was_asked.wait(timeout=10)
    write(work, TITLE, "The plan")
    machine.may_answer.set()
    asking.join()
    assert texts(work)[TITLE] == "The plan"


def test_a_machine_that_refuses_is_one_sentence_for_the_editor(work, machine, admin_client):  # L12
    failures = {
        403: "DeepL refuses the key of this site. Tell those who run the site.",
        429: "DeepL takes no more texts for now. Try again later.",
        456: "DeepL takes no more texts for now. Try again later.",
        400: "DeepL does not translate these texts into English. Translate them yourself.",
        500: "DeepL is out of order or can not be reached. Try again later.",
        # A redirect isn't followed: it would carry key and texts to somebody else.
        307: "DeepL is out of order or can not be reached. Try again later.",
    }
    for status, sentence in failures.items():
        machine.status = status
        assert (status, ask(admin_client, work)) == (status, [sentence])
    assert (texts(work), len(machine.questions)) == ({}, len(failures))


@pytest.mark.parametrize(("kind", "tool"), [("deepl", "DeepL"), ("libretranslate", "LibreTranslate")])
def test_an_answer_that_is_no_translation_changes_nothing(work, machine, settings, admin_client, kind, tool):  # L12
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = getattr(machine, kind)()
    for body in GARBAGE:
        machine.body = body
        sentence = f"{tool} is out of order or can not be reached. Try again later."
        assert (body, ask(admin_client, work)) == (body, [sentence])
    assert texts(work) == {}


def test_nobody_waits_for_a_machine_that_does_not_answer(work, machine, settings, admin_client):  # L12
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine.deepl(SECONDS_TO_ANSWER=0.2)
    machine.may_answer.clear()
    assert ask(admin_client, work) == ["DeepL does not answer in time. Try again later."]
    machine.may_answer.set()
    assert texts(work) == {}


def test_a_machine_that_is_not_there_is_one_sentence_for_the_editor(work, machine, settings, admin_client):  # L12
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine.deepl(URL="http://127.0.0.1:9")
    assert ask(admin_client, work) == ["DeepL is out of order or can not be reached. Try again later."]


def test_what_was_translated_before_the_machine_failed_stays(work, machine, admin_client, monkeypatch):  # L12
    monkeypatch.setattr(machine_translation, "MOST_SENTENCES", 2)
    machine.fails_after = 1
    assert ask(admin_client, work) == [
        "DeepL has translated 2 sentences. Read and save each of them: that says that it is checked.",
        "DeepL is out of order or can not be reached. Try again later.",
    ]
    machine.fails_after = 9
    ask(admin_client, work)
    assert sorted(texts(work)) == sorted(GERMAN)
    assert ask(admin_client, work) == ["Everything is translated already."]


def test_after_a_while_the_editor_is_asked_to_go_on(work, machine, admin_client, monkeypatch):  # L12
    monkeypatch.setattr(machine_translation, "SECONDS", -1)
    assert ask(admin_client, work) == ["3 sentences are still missing. Ask again, or translate them yourself."]


def test_an_answer_that_lost_links_or_brings_markup_is_not_kept(work, machine, admin_client):  # L12
    write(work, TITLE, "The plan")
    write(work, SUMMARY, "About it")
    answers = [
        "Read the plan.",
        'Read <a id="a1">the plan</a> and <a id="a2">more</a>.',
        'Read <a href="https://elsewhere.example">the plan</a>.',
        '<a id="a1">Read</a><script>alert(1)</script>',
        '<a id="a1">Read</a><!--><script>alert(1)</script>-->',
        '<a id="a1" onclick="alert(1)">Read</a>',
        '<a id="a1">Read</a><![CDATA[<script>]]>',
        '<a id="a1">Read</a>\0',
        "",
    ]
    for answer in answers:
        machine.translate = lambda german, answer=answer: answer
        sentence = "1 sentence is still missing. Ask again, or translate it yourself."
        assert (answer, ask(admin_client, work)) == (answer, [sentence])
    assert texts(work) == {TITLE: "The plan", SUMMARY: "About it"}


def test_a_title_that_became_too_long_is_not_kept(work, machine, admin_client):  # L12
    machine.translate = lambda german: "word " * 52
    ask(admin_client, work)
    assert list(texts(work)) == [SUMMARY]


def test_saving_a_machines_sentence_makes_it_a_persons(work, machine, admin_user, admin_client):  # L12
    ask(admin_client, work)
    assert put(admin_client, work, TITLE, f"EN {TITLE}").status_code == 200
    row = StringTranslation.objects.get(translation_of__data=TITLE)
    assert (row.data, row.translation_type, row.tool_name) == (f"EN {TITLE}", "manual", "")


def test_no_machine_without_a_setting(work, settings, admin_client):  # L12
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
    assert admin_client.post(address("machine_translate", work), follow=True).status_code == 404


def test_looking_at_the_address_asks_no_machine(work, machine, admin_client):  # L12
    assert admin_client.get(address("machine_translate", work)).status_code == 405
    assert machine.questions == []


def test_simple_german_is_never_written_by_a_machine(work, plan, machine, admin_client):  # L12, L6
    translate(plan, "de-simple", "Plan")
    simple = Translation.objects.create(source=work.source, target_locale=Locale.objects.get(language_code="de-simple"))
    assert admin_client.post(address("machine_translate", simple), follow=True).status_code == 404
    translator = machine_translation.OneRequest()
    codes = ["de", "en", "de-simple"]
    german, english, simple_german = (Locale.objects.get(language_code=code) for code in codes)
    pairs = [(german, english), (german, simple_german), (german, german), (english, german)]
    assert [translator.can_translate(*pair) for pair in pairs] == [True, False, False, False]
    assert machine.questions == []


def test_syncing_offers_no_machine(work, machine, admin_client):  # L12
    url = reverse("wagtail_localize:update_translations", args=[work.source_id])
    assert list(admin_client.get(url).context["form"].fields) == ["publish_translations"]
    admin_client.post(url, {"use_machine_translation": "on"})
    assert machine.questions == []


def test_a_form_is_translated_like_a_page(plan, machine, admin_client):  # L12
    work = begin(make_signup_form(intro="Willkommen"))
    response = admin_client.post(address("machine_translate", work))
    edit = reverse("wagtailsnippets_events_signupform:edit", args=[work.get_target_instance().pk])
    assert (response.status_code, response["Location"]) == (302, edit)
    assert texts(work)["Willkommen"] == "EN Willkommen"


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        ({}, None),
        ({"MACHINE_TRANSLATOR": " ", "MACHINE_TRANSLATOR_KEY": "k"}, None),
        (
            {"MACHINE_TRANSLATOR": "DeepL", "MACHINE_TRANSLATOR_KEY": "k"},
            {"CLASS": "cms.languages.translating.machine_translators.DeepL", "OPTIONS": {"KEY": "k", "URL": ""}},
        ),
        (
            {"MACHINE_TRANSLATOR": "libretranslate", "MACHINE_TRANSLATOR_URL": "http://translate.example:5000/"},
            {
                "CLASS": "cms.languages.translating.machine_translators.LibreTranslate",
                "OPTIONS": {"KEY": "", "URL": "http://translate.example:5000"},
            },
        ),
    ],
)
def test_the_operator_chooses_the_machine(environment, setting):  # L12, O2
    assert machine_translator(environment) == setting


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"MACHINE_TRANSLATOR": "google"},
            "MACHINE_TRANSLATOR is unknown: write deepl or libretranslate, or leave it unset.",
        ),
        (
            {"MACHINE_TRANSLATOR": "deepl"},
            "The environment variable MACHINE_TRANSLATOR_KEY is missing: DeepL needs it.",
        ),
        (
            {"MACHINE_TRANSLATOR": "libretranslate"},
            "The environment variable MACHINE_TRANSLATOR_URL is missing: LibreTranslate needs its server's address.",
        ),
        (
            {"MACHINE_TRANSLATOR": "libretranslate", "MACHINE_TRANSLATOR_URL": "file:///etc"},
            "MACHINE_TRANSLATOR_URL can't be understood: write https://HOST or http://HOST:PORT.",
        ),
        (
            {"MACHINE_TRANSLATOR": "libretranslate", "MACHINE_TRANSLATOR_URL": "https://host:port"},
            "MACHINE_TRANSLATOR_URL can't be understood: write https://HOST or http://HOST:PORT.",
        ),
    ],
)
def test_a_machine_that_can_not_work_ends_the_start_with_one_sentence(environment, sentence):  # L12, O2
    with pytest.raises(ImproperlyConfigured) as refusal:
        machine_translator(environment)
    assert str(refusal.value) == sentence
