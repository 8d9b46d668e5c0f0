"""What belongs to no language is equal in all: slug, event, date, parent and position."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.models import NewsIndexPage, NewsPage
from tests.builders import add_page, make_event, make_event_index, make_event_page, make_home, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


@pytest.fixture
def imprint(home):
    return add_page(home, "Impressum", slug="impressum")


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def in_english(page):
    return page.get_translation(Locale.objects.get(language_code="en"))


def test_a_new_slug_of_a_german_page_reaches_every_language_and_the_pages_below(home, imprint, client):  # L3
    below = add_page(imprint, "Datenschutz", slug="datenschutz")
    translate(below, "en")
    publish(imprint, slug="wer-wir-sind")
    addresses = [
        "/de/wer-wir-sind/",
        "/en/wer-wir-sind/",
        "/de/wer-wir-sind/datenschutz/",
        "/en/wer-wir-sind/datenschutz/",
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_home_pages_keep_slugs_of_their_own(home):  # L3
    publish(home, title="Neu")
    assert in_english(home).slug == "home-en"


def test_an_older_draft_does_not_bring_the_old_slug_back(imprint):  # L3
    english = translate(imprint, "en")
    draft = english.save_revision()
    publish(imprint, slug="wer-wir-sind")
    draft.refresh_from_db()
    assert draft.content["slug"] == "wer-wir-sind"
    draft.publish()
    assert in_english(imprint).slug == "wer-wir-sind"


def test_a_scheduled_publication_keeps_the_slug_too(imprint):  # L3
    english = translate(imprint, "en")
    imprint.slug = "wer-wir-sind"
    imprint.go_live_at = timezone.now() + timedelta(hours=1)
    revision = imprint.save_revision(approved_go_live_at=imprint.go_live_at)
    revision.publish()
    imprint.refresh_from_db()
    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    english.refresh_from_db()
    assert english.slug == "wer-wir-sind"


def test_a_translation_saved_by_the_add_on_keeps_the_slug(imprint, admin_client):  # L3
    url = reverse("wagtail_localize:submit_page_translation", args=[imprint.pk])
    admin_client.post(url, {"locales": [Locale.objects.get(language_code="en").pk]})
    publish(imprint, slug="wer-wir-sind")
    Translation.objects.get().save_target(publish=False)
    english = in_english(imprint)
    assert (english.slug, english.latest_revision.content["slug"]) == ("wer-wir-sind", "wer-wir-sind")


def test_another_slug_on_the_english_page_is_put_right(imprint):  # L3
    english = translate(imprint, "en")
    publish(english, slug="imprint")
    assert in_english(imprint).slug == "impressum"


def test_the_event_and_the_date_are_the_german_ones(home):  # L3
    page = make_event_page(make_event_index(home), slug="werkstatt")
    english = translate(page, "en")
    other = make_event("Andere")
    publish(page, event=other)
    news = add_page(add_page(home, "Aktuelles", NewsIndexPage), "Neu", NewsPage, date=date(2021, 4, 15))
    english_news = translate(news, "en")
    publish(news, date=date(2021, 5, 31))
    english.refresh_from_db()
    english_news.refresh_from_db()
    assert (english.event, english_news.date) == (other, date(2021, 5, 31))


def test_a_taken_slug_in_another_tree_stops_nothing(home, imprint):  # L3
    english = translate(imprint, "en")
    add_page(in_english(home), "Taken", slug="wer-wir-sind")
    publish(imprint, slug="wer-wir-sind")
    english.refresh_from_db()
    imprint.refresh_from_db()
    assert (imprint.slug, english.slug) == ("wer-wir-sind", "impressum")


def test_shared_fields_are_read_only_in_the_editor_of_other_languages(home, admin_client):  # L3
    news = add_page(add_page(home, "Aktuelles", NewsIndexPage), "Neu", NewsPage)
    english = translate(news, "en")
    assert read_only(admin_client, english) == {"slug", "date", "expire_at"}
    assert read_only(admin_client, news) == set()
    event_page = make_event_page(make_event_index(home), slug="werkstatt")
    assert read_only(admin_client, translate(event_page, "en")) == {"slug", "event", "expire_at"}


def read_only(client, page):
    fields = client.get(f"/admin/pages/{page.pk}/edit/").context["form"].fields
    return {name for name, field in fields.items() if field.disabled}


def test_a_moved_german_page_takes_its_translations_along(home, imprint):  # L3
    goal = add_page(home, "Über uns", slug="ueber-uns")
    english_goal = translate(goal, "en")
    english = translate(imprint, "en")
    imprint.move(goal, pos="last-child")
    english.refresh_from_db()
    assert (english.get_parent().pk, english.url_path) == (english_goal.pk, "/home-en/ueber-uns/impressum/")
    assert list(Page.find_problems()) == [[], [], [], [], []]


def test_a_new_order_of_german_pages_is_the_order_in_every_language(home):  # L3
    pages = [add_page(home, title, slug=title) for title in ("a", "b", "c", "d")]
    for german in (pages[0], pages[2], pages[3]):
        translate(german, "en", german.title)
    pages[3].move(pages[0], pos="left")
    assert [child.title for child in in_english(home).get_children()] == ["d", "a", "c"]
    fresh = Page.objects.get(pk=pages[0].pk).specific
    fresh.move(home, pos="last-child")
    assert [child.title for child in in_english(home).get_children()] == ["d", "c", "a"]


def test_a_translation_is_not_moved_alone(home, imprint, admin_client):  # L3
    english = translate(imprint, "en")
    goal = translate(add_page(home, "Über uns", slug="ueber-uns"), "en")
    response = admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[english.pk, goal.pk]))
    assert response["Location"] == f"/admin/pages/{in_english(home).pk}/"
    english.refresh_from_db()
    assert english.get_parent().pk == in_english(home).pk


def test_a_translation_moved_with_others_or_in_the_list_returns_to_its_place(home, admin_client):  # L3
    pages = [add_page(home, title, slug=title) for title in ("a", "b", "c")]
    english = [translate(page, "en", page.title) for page in pages]
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={english[0].pk}"
    admin_client.post(several, {"chooser": english[1].pk})
    admin_client.post(reverse("wagtailadmin_pages:set_page_position", args=[english[2].pk]) + "?position=0")
    assert [child.title for child in in_english(home).get_children()] == ["a", "b", "c"]
    assert list(Page.find_problems()) == [[], [], [], [], []]
