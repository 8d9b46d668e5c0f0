"""An empty database becomes a site of drafts, once, and its administrator is invited."""

import re

import pytest
from django.apps import apps
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import Translation

from cms.languages.guards.follow_source import refuse_before_german
from cms.mail.sender import send_due
from cms.models import SiteFrame, User
from home.first_site.pages import HOME_KEY, MAIN_PAGES
from home.models import HomePage
from home.roles import ADMINISTRATORS
from tests.builders import make_home
from tests.home.first_site.welcome import OPTIONS, make_welcome_page

pytestmark = pytest.mark.django_db
LANGUAGES = ["de", "de-simple", "en"]
SLUGS = [
    *("aktionsplan", "aktuelles", "barrierefreiheit", "datenschutz", "einfache-sprache", "entwuerfe"),
    *("gebaerdensprache", "impressum", "konzept", "prozess", "veranstaltungen"),
]
LINK = re.compile(r"https?://[^/\s]+(/\S+/confirm/\S+)")


@pytest.fixture
def first_site(capsys):
    make_welcome_page()
    call_command("first_site", **OPTIONS)
    return capsys.readouterr().out


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def drafts(language: str) -> dict[str, Page]:
    pages = Page.objects.filter(depth=3, locale__language_code=language).specific()
    return {page.slug: page.get_latest_revision_as_object() for page in pages}


def test_every_page_of_the_first_day_is_a_draft_in_every_public_language(first_site):  # E11
    assert {code: sorted(drafts(code)) for code in LANGUAGES} == dict.fromkeys(LANGUAGES, SLUGS)
    assert sorted(HomePage.objects.values_list("locale__language_code", "live")) == [
        (code, False) for code in LANGUAGES
    ]
    assert Page.objects.filter(depth__gt=1, live=True).count() == 0
    assert first_site.startswith("36 drafts are written. ")


def test_the_site_is_at_its_address_and_the_welcome_page_is_gone(first_site, settings):  # E11
    site = Site.objects.get()
    assert (site.hostname, site.site_name, site.root_page.translation_key) == ("127.0.0.1", "Zusammen planen", HOME_KEY)
    assert Page.objects.filter(depth=2, translation_key=HOME_KEY).count() == len(LANGUAGES) == 3
    assert Page.objects.filter(depth=2).count() == 3


def test_the_frame_has_names_menus_and_the_privacy_page_at_once(first_site):  # E11
    frame = SiteFrame.objects.get(live=True)
    pages = {page.pk: page.slug for page in Page.objects.all()}
    assert (frame.city_name, frame.contact_email, frame.contact_phone) == (
        "Stadt Muster & Söhne",
        "mitreden@stadt.example",
        "0351 000 12 34",
    )
    assert len(frame.main_menu) == len(MAIN_PAGES)
    assert [pages[link.value["page"].pk] for link in frame.legal_menu] == [
        *("impressum", "datenschutz", "barrierefreiheit", "einfache-sprache", "gebaerdensprache")
    ]
    assert pages[frame.privacy_page_id] == "datenschutz"


def test_visitors_read_that_the_site_is_being_built_until_the_home_page_is_published(first_site, client):  # E11
    before = client.get("/de/")
    assert (before.status_code, "wird gerade aufgebaut" in before.content.decode()) == (404, True)
    assert "bitte ergänzen" not in before.content.decode()
    home = HomePage.objects.get(locale__language_code="de")
    home.get_latest_revision().publish()
    assert client.get("/de/").status_code == 200


def test_names_are_filled_in_in_every_language_as_text_and_as_html(first_site):  # E11
    wanted = {"de": "Telefon: 0351 000 12 34", "en": "Telephone: 0351 000 12 34", "de-simple": "0351 000 12 34"}
    for language, telephone in wanted.items():
        html = str(drafts(language)["impressum"].body)
        assert "Stadt Muster &amp; Söhne" in html
        assert telephone in html
        assert "{" not in html


@pytest.mark.parametrize(
    ("language", "mark"),
    [("de", "[bitte ergänzen: "), ("en", "[please complete: "), ("de-simple", "[bitte ergänzen: ")],
)
@pytest.mark.parametrize("slug", ["impressum", "datenschutz", "barrierefreiheit"])
def test_what_the_city_has_to_write_is_marked_in_the_language_of_the_page(first_site, language, mark, slug):  # E11
    assert mark in str(drafts(language)[slug].body)


def test_translators_go_on_sentence_by_sentence_and_nobody_publishes_before_german(first_site):  # E11 L9
    english = drafts("en")["impressum"]
    translation = Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale)
    assert translation.get_progress()[0] == translation.get_progress()[1] > 0
    with pytest.raises(Exception, match="German|Deutsch|deutsch"):
        refuse_before_german(english, None)
    assert Translation.objects.filter(target_locale__language_code="de-simple").count() == 0


def test_the_administrator_is_invited_and_chooses_a_password(first_site, client):  # E11 X7
    send_due(timezone.now())
    [mail] = outbox.outbox
    assert (mail.to, mail.subject) == (["ada@stadt.example"], "Ihr Konto für die Verwaltung der Website")
    assert "Benutzername: ada@stadt.example" in mail.body
    [link] = LINK.findall(mail.body)
    assert client.get(link).status_code == 200
    user = User.objects.get()
    assert (user.get_full_name(), [group.name for group in user.groups.all()]) == ("Ada Muster", [ADMINISTRATORS])
    assert (user.is_superuser, user.last_login) == (False, None)
    assert user.email in first_site


def test_nobody_who_is_gone_is_invited(first_site):  # E11
    User.objects.update(is_active=False)
    send_due(timezone.now())
    assert outbox.outbox == []


def test_a_second_run_changes_nothing(first_site, capsys):  # E11
    before = row_counts(), list(Revision.objects.values_list("pk", flat=True))
    call_command("first_site")
    assert (row_counts(), list(Revision.objects.values_list("pk", flat=True))) == before
    assert capsys.readouterr().out == "The first pages are there already; nothing was changed.\n"


def test_a_site_with_content_is_refused_in_one_sentence():  # E11
    make_home()
    before = row_counts()
    with pytest.raises(CommandError, match=r"^This database holds content already, .*DATABASE_URL\.$"):
        call_command("first_site", **OPTIONS)
    assert row_counts() == before


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("city_name", " ", r"^--city-name is missing: Name of the city"),
        ("administrator_email", "nobody", r"^--administrator-email can't be used: "),
        ("contact_phone", "call me", r"^--contact-phone can't be used: "),
        ("site_name", "x" * 101, r"^--site-name can't be used: "),
    ],
)
def test_an_answer_that_can_not_be_used_ends_with_one_sentence(option, value, sentence):  # E11
    before = row_counts()
    with pytest.raises(CommandError, match=sentence):
        call_command("first_site", **{**OPTIONS, option: value})
    assert row_counts() == before


def test_at_a_terminal_it_asks_until_the_answer_can_be_used(monkeypatch, capsys):  # E11
    answers = iter(["not an address", "ada@stadt.example"])
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    call_command("first_site", **{**OPTIONS, "administrator_email": None})
    question = "The administrator's e-mail address, to which the invitation goes *: "
    assert asked == [question, question]
    assert User.objects.get().email == "ada@stadt.example"


def test_an_account_that_is_there_keeps_its_name_and_its_password():  # E11
    known = User.objects.create_user("ada", email="Ada@stadt.example", password="known words of hers")
    call_command("first_site", **OPTIONS)
    user = User.objects.get()
    assert (user.username, user.password) == ("ada", known.password)
    assert user.groups.filter(name=ADMINISTRATORS).exists()
