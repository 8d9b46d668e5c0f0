"""The demo holds the whole case in three languages, loaded by one idempotent command."""

import re
from datetime import datetime, timedelta

import polib
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import Translation

from cms.forms.form_start import new_start
from cms.ground.addresses import absolute_url
from cms.models import SiteFrame, User
from downloads.models import Publication
from events.models import Event, SignupForm, Venue
from home.demo import translations
from home.demo.accounts import ACCOUNTS, MEMBER, PASSWORD, WORKING_GROUP
from home.demo.dates import Dates
from home.demo.pages import HOME_KEY
from home.demo.texts import FOLDER
from home.demo.working_days import next_working_day
from home.models import FieldOfActionPage, HomePage, NewsPage
from home.models.field_icon import FieldIcon
from home.new_site.translations import TextsMissing
from tests.builders import add_page, make_admin, make_home, make_venue
from tests.databases import manage
from tests.demo_site import loaded_demo

CODES = ["de", "en", "de-simple"]
# Arabic has some pages, and all that a sign-up needs.
WITH_ARABIC = [*CODES, "ar"]
STEP = re.compile(r"^ *\d+ s  ")
STEPS = [
    "languages, accounts and pictures",
    "drafts as files",
    "events and pages in German",
    "English",
    "simple German",
    "Arabic",
    "sign-ups, waiting list and their mails",
]


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_second_run_changes_nothing(demo, capsys):  # P10
    before = row_counts(), list(Revision.objects.values_list("pk", flat=True))
    call_command("demo")
    assert (row_counts(), list(Revision.objects.values_list("pk", flat=True))) == before
    assert capsys.readouterr().out.splitlines()[0] == "The demo is there already; nothing was changed."


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.long])])
def test_the_command_loads_the_demo_on_each_engine_and_then_leaves_it(request, engine, tmp_path):  # P10
    if engine == "sqlite":
        demo = loaded_demo(tmp_path)
        url, var_dir, first = demo.database_url, demo.var_dir, demo.printed.splitlines()
    else:
        url, var_dir = request.getfixturevalue("postgres_url"), tmp_path
        first = manage(url, var_dir, "demo").stdout.splitlines()
    second = manage(url, var_dir, "demo").stdout.splitlines()
    steps = [line for line in first if STEP.match(line)]
    loaded, *addresses = first[len(steps) :]
    assert [STEP.sub("", line) for line in steps] == STEPS
    assert loaded.startswith("The demo is loaded: 93 pages in 4 languages, 4 events, 13 files, in ")
    assert second == ["The demo is there already; nothing was changed.", *addresses]


def test_the_command_prints_addresses_and_logins(demo, capsys):  # P10
    call_command("demo")
    printed = capsys.readouterr().out
    named = re.findall(rf"^  ({re.escape(absolute_url('/'))}[\w-]+/)  \S", printed, re.MULTILINE)
    assert sorted(named) == sorted(absolute_url(f"/{code}/") for code in WITH_ARABIC)
    assert [account.name for account in ACCOUNTS if account.name not in printed] == []
    assert PASSWORD in printed
    assert f"{absolute_url('/de/working-groups/')}, where {MEMBER.name} logs in" in printed


def test_the_member_of_the_demo_logs_in_and_reads_the_internal_draft(demo, client):  # P10 D3
    values = {"login": MEMBER.name, "password": PASSWORD, "next": "", "started": new_start(), "homepage": ""}
    assert client.post("/de/working-groups/log-in/", values).status_code == 303
    [group] = client.get("/de/working-groups/").context["groups"]
    assert group.name == WORKING_GROUP
    internal = Publication.objects.filter(audience="group", working_groups__name=WORKING_GROUP)
    assert len(group.entries) == internal.count() > 0


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_home, make_venue])
def test_a_database_with_other_content_is_left_alone(make):  # P10
    make()
    before = row_counts()
    with pytest.raises(CommandError) as refused:
        call_command("demo")
    assert str(refused.value) == (
        "This database holds other content, and the demo doesn't mix with it: "
        "name an empty database in DATABASE_URL or VAR_DIR."
    )
    assert row_counts() == before


@pytest.mark.django_db
def test_production_refuses_the_demo(settings):  # P10
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError) as refused:
        call_command("demo")
    assert str(refused.value) == (
        "The demo is not loaded in production: it has logins whose passwords everybody knows."
    )
    assert Page.objects.filter(translation_key=HOME_KEY).exists() is False


@pytest.mark.django_db
def test_every_missing_english_text_is_named_and_nothing_is_published():  # P10
    home = make_home("Startseite")
    about = add_page(home, "Über uns", summary="Wer wir sind.")
    with pytest.raises(TextsMissing) as raised:
        translations.translate([home, about], {"Startseite": "Home", "Über uns": "About us"}, make_admin())
    assert raised.value.missing == [
        "Startseite, summary: Worum es geht.",
        "Über uns, summary: Wer wir sind.",
    ]
    assert Page.objects.filter(locale__language_code="en").exists() is False


def test_the_catalogue_holds_no_text_that_the_demo_does_not_use():  # P10
    source = (FOLDER / "de.toml").read_text(encoding="utf-8")
    texts = [entry.msgid.split("<")[0].strip() for entry in polib.pofile(str(FOLDER / "en.po"))]
    assert [text for text in texts if text not in source] == []


def test_every_page_is_live_in_three_languages_without_an_alias(demo):  # P10, L1
    german = Page.objects.filter(locale__language_code="de", depth__gt=1)
    assert german.count() == 29
    for code in CODES:
        pages = Page.objects.filter(locale__language_code=code, depth__gt=1)
        assert set(pages.values_list("translation_key", flat=True)) == set(
            german.values_list("translation_key", flat=True)
        )
        assert pages.filter(live=True, has_unpublished_changes=False, alias_of=None).count() == 29


def test_the_path_is_the_same_in_every_language(demo):  # L3
    paths = {
        code: sorted(
            page.get_url_parts()[2].removeprefix(f"/{code}/")
            for page in Page.objects.filter(locale__language_code=code, depth__gt=1)
        )
        for code in CODES
    }
    assert paths["en"] == paths["de"]
    assert paths["de-simple"] == paths["de"]


def test_english_is_made_through_wagtail_localize_and_simple_german_is_not(demo):  # P10, L6
    translations = Translation.objects.select_related("source", "target_locale")
    assert {translation.target_locale.language_code for translation in translations} == {"en", "ar"}
    # 29 pages, the venue, the sign-up form, the frame, three reasons for declining
    assert translations.filter(target_locale__language_code="en").count() == 35
    # Six pages, the venue, the sign-up form, the frame
    assert translations.filter(target_locale__language_code="ar").count() == 9
    assert [str(translation.source) for translation in translations if len(set(translation.get_progress())) > 1] == []


def test_an_english_page_has_the_structure_of_the_german_one_and_simple_german_its_own(demo):  # L6
    def blocks(code: str) -> list[str]:
        return [block.id for block in HomePage.objects.get(locale__language_code=code).body]

    assert blocks("en") == blocks("de")
    assert set(blocks("de-simple")) & set(blocks("de")) == set()


def test_the_root_of_the_site_is_the_german_home_page(demo):  # P10
    site = Site.objects.get()
    assert (site.root_page.translation_key, site.root_page.locale.language_code) == (HOME_KEY, "de")
    assert Page.objects.filter(title__startswith="Welcome to").exists() is False


def test_menus_contact_and_partners_stand_in_every_language(demo):  # P9
    frames = {frame.locale.language_code: frame for frame in SiteFrame.objects.select_related("locale")}
    assert sorted(frames) == sorted(WITH_ARABIC)
    for frame in frames.values():
        assert [link.value["page"].slug for link in frame.main_menu] == [
            "konzept",
            "prozess",
            "veranstaltungen",
            "aktionsplan",
            "entwuerfe",
            "aktuelles",
        ]
        assert [link.value["page"].slug for link in frame.legal_menu] == [
            "impressum",
            "datenschutz",
            "barrierefreiheit",
            "einfache-sprache",
            "gebaerdensprache",
        ]
        assert [bool(partner.value["logo"]) for partner in frame.partners] == [True, True, True]
    assert frames["en"].site_name != frames["de"].site_name


def test_the_concept_has_eleven_fields_with_situation_tasks_and_office(demo):  # P2
    for code in CODES:
        fields = FieldOfActionPage.objects.filter(locale__language_code=code)
        assert fields.count() == 11
        assert [field.slug for field in fields if not (field.situation and field.tasks and field.responsible)] == []


def test_the_events_lie_ahead_as_far_apart_as_in_the_real_case(demo):  # P10
    over, *events = Event.objects.order_by("starts_at")
    assert (over.starts_at < timezone.now(), over.signup_form, over.pages.count()) == (True, None, 3)
    starts = [timezone.localtime(event.starts_at) for event in events]
    assert [(event.capacity, event.access, event.status) for event in events] == [
        (50, "open", "planned"),
        (50, "invitation", "planned"),
        (50, "open", "planned"),
    ]
    assert [(start.hour, event.ends_at - event.starts_at) for start, event in zip(starts, events, strict=True)] == [
        (10, timedelta(hours=6))
    ] * 3
    first = next_working_day(timezone.localdate() + timedelta(days=18))
    after = [next_working_day(first + timedelta(days=days)) for days in (0, 6, 21)]
    assert [start.date() for start in starts] == after
    assert [event.pages.count() for event in events] == [4, 3, 3]
    assert [(start.date() - event.needs_order_by).days for start, event in zip(starts, events, strict=True)] == [10] * 3


@pytest.mark.parametrize("day", ["2026-03-08", "2026-10-05", "2027-02-28"])
def test_events_begin_at_ten_on_both_sides_of_a_change_of_the_clocks(day):  # P10
    dates = Dates(datetime.fromisoformat(f"{day}T23:30:00+00:00"))
    for key in ("open-1", "closed", "open-2"):
        assert timezone.localtime(dates.event_moment(key, 10)).hour == 10
        assert dates.event_moment(key, 16) - dates.event_moment(key, 10) == timedelta(hours=6)


def test_dates_in_texts_are_written_as_the_language_writes_them():  # P10
    dates = Dates(datetime.fromisoformat("2026-11-22T12:00:00+00:00"))
    assert dates.fill("seit {release_date}", "de") == "seit 22.\u00a0November\u00a02026"
    assert dates.fill("since {release_date}", "en") == "since 22 November 2026"
    assert dates.fill("seit {release_date}", "de-simple") == "seit 22.\u00a0November\u00a02026"
    assert dates.fill("{open_1_date}", "de") == "10.\u00a0Dezember\u00a02026"


def test_no_placeholder_is_left_in_a_text(demo):  # P10
    pages = Page.objects.filter(depth__gt=1).specific()
    assert [page.slug for page in pages if "_date}" in page.title + str(page.latest_revision.content)] == []


def test_questions_and_options_have_the_same_keys_in_every_language(demo):  # S1
    def keys(form: SignupForm) -> list:
        raw = form.questions.raw_data
        return [(one["id"], [option["id"] for option in one["value"].get("options", [])]) for one in raw]

    forms = {form.locale.language_code: form for form in SignupForm.objects.select_related("locale")}
    assert [keys(forms[code]) == keys(forms["de"]) for code in WITH_ARABIC] == [True] * 4
    labels = {code: [question.value["label"] for question in forms[code].questions] for code in WITH_ARABIC}
    assert len({tuple(texts) for texts in labels.values()}) == 4
    assert [form.live for form in forms.values()] == [True] * 4


def test_the_venue_has_one_address_and_its_texts_in_every_language(demo):  # L3
    venues = Venue.objects.select_related("locale")
    addresses = {(venue.street, venue.postal_code, venue.city) for venue in venues}
    assert sorted(venue.locale.language_code for venue in venues) == sorted(WITH_ARABIC)
    assert addresses == {("Rathausplatz 1", "01067", "Dresden")}
    assert len({venue.directions for venue in venues}) == 4


def test_the_second_draft_is_public_in_three_languages_and_the_first_is_internal(demo):  # D1
    first, second = Publication.objects.filter(name__startswith="Analyse").order_by("version")
    assert (first.audience, [group.name for group in first.working_groups.all()]) == ("group", [WORKING_GROUP])
    assert (second.audience, second.supersedes) == ("public", first)
    assert sorted(file.language for file in second.files.all()) == sorted(CODES)
    assert [file.language for file in first.files.all()] == ["de"]
    assert [file.is_tagged for file in second.files.all()] == [True] * 3
    assert timedelta(hours=1) <= timezone.now() - second.release_at < timedelta(hours=2)


def test_the_draft_of_the_action_plan_is_announced_in_three_languages(demo, client):  # D2
    plan = Publication.objects.get(name="Aktionsplan, 1. Entwurf")
    last = Event.objects.order_by("starts_at").last()
    day = next_working_day(timezone.localdate(last.starts_at) + timedelta(days=28))
    assert (plan.audience, timezone.localdate(plan.release_at)) == ("public", day)
    assert sorted(file.language for file in plan.files.all()) == sorted(CODES)
    promised = {
        "de": "finden Sie ab dem {} an dieser Stelle: auf Deutsch, auf Englisch und in Einfacher Sprache.",
        "en": "here from {}: in German, in English and in simple German.",
        "de-simple": "kommt am {}. Dann steht er hier: auf Deutsch, auf Englisch und in Einfacher Sprache.",
    }
    for code, sentence in promised.items():
        with translation.override(code):
            page = client.get(f"/{code}/prozess/").content.decode()
            assert page.count(sentence.format(date_format(day, "DATE_FORMAT"))) == 1


def test_two_versions_of_the_structure_are_public_with_the_dates_of_the_real_case(demo):  # D5
    final = Publication.objects.get(name="Gliederung, endgültig")
    versions = [final.supersedes, final]
    assert [(one.stage, one.audience, one.release_at.year) for one in versions] == [
        ("draft", "public", 2019),
        ("final", "public", 2020),
    ]
    for version in versions:
        assert sorted(file.language for file in version.files.all()) == sorted(CODES)
        assert {file.uploaded_at for file in version.files.all()} == {version.release_at}
        assert [file.is_tagged for file in version.files.all()] == [True] * 3


def test_the_newest_update_names_the_release_and_has_its_date(demo):  # P4
    newest = NewsPage.objects.filter(locale__language_code="de").order_by("-date").first()
    release = Publication.objects.get(name="Analyse, 2. Entwurf").release_at
    assert (newest.slug, newest.date) == ("zweiter-entwurf", timezone.localdate(release))


@pytest.mark.parametrize(
    ("name", "can", "cannot"),
    [
        ("redaktion", "cms.change_siteframe", "events.view_signup"),
        ("redaktion", "events.change_event", "events.publish_event"),
        ("leitung", "events.publish_event", "cms.change_user"),
        ("redaktion", "wagtail_localize.submit_translation", "cms.add_user"),
        ("anmeldung", "events.view_signup", "events.change_event"),
        ("uebersetzung", "wagtail_localize.submit_translation", "events.view_signup"),
        ("zugangsbedarf", "events.view_need", "events.view_signup"),
        ("verwaltung", "cms.change_user", "auth.delete_permission"),
        ("admin", "cms.change_user", None),
    ],
)
def test_an_account_has_the_rights_of_its_work_and_no_more(demo, client, name, can, cannot):  # E6
    user = User.objects.get(username=name)
    assert user.has_perm(can) is True
    assert cannot is None or user.has_perm(cannot) is False
    assert client.login(username=name, password=PASSWORD) is True
    assert client.get("/admin/").status_code == 200


def test_editors_may_add_pictures(demo, client):  # E6
    client.force_login(User.objects.get(username="redaktion"))
    assert client.get("/admin/images/add/").status_code == 200


@pytest.mark.parametrize(("name", "may"), [("redaktion", False), ("leitung", True)])
def test_chief_editors_publish_pages_of_every_language(demo, name, may):  # E6
    user = User.objects.get(username=name)
    rights = [home.permissions_for_user(user) for home in HomePage.objects.order_by("path")]
    assert [(right.can_edit(), right.can_publish()) for right in rights] == [(True, may)] * 4


def test_an_account_that_is_there_keeps_its_password(demo):  # P10
    user = User.objects.get(username="admin")
    user.set_password("another one")
    user.save()
    call_command("demo")
    assert User.objects.get(username="admin").check_password("another one") is True


def test_the_locales_of_the_demo_are_open_to_visitors(demo):  # L1
    locales = Locale.objects.filter(profile__is_public=True)
    assert sorted(locale.language_code for locale in locales) == sorted(WITH_ARABIC)


def test_each_field_of_the_demo_has_an_icon_of_its_own_the_same_in_every_language(demo):  # P2 L1
    icons = {}
    for page in FieldOfActionPage.objects.select_related("locale"):
        icons.setdefault(page.slug, set()).add(page.icon)
    assert sorted(icon for names in icons.values() for icon in names) == sorted(FieldIcon.values)


def test_a_picture_is_named_with_who_made_it_and_described_in_german(demo, client):  # A4 P7
    shown = {}
    for code in ("de", "en"):
        html = client.get(f"/{code}/konzept/").content.decode()
        figure = re.search(r'<figure class="page-picture">.*?</figure>', html, re.DOTALL)[0]
        sizes = [name for name in ("width=", "height=", "srcset=", "sizes=") if name in figure]
        shown[code] = (re.findall(r'alt="([^"]*)"', figure), re.findall(r">([^<>]*Teilhabe)<", figure), len(sizes))
    assert shown == {
        "de": (["Zeichnung: aus einem offenen Buch wächst eine Stadt"], ["Bild: Teilhabe"], 4),
        "en": ([""], ["Picture: Teilhabe"], 4),
    }
