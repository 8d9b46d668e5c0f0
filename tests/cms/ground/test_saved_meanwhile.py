"""Two editors at one page or snippet: whoever saves second is asked once, and neither loses a word."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, RevisionMixin, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from cms.ground.saved_meanwhile import AGREED, AsksBeforeReplacing
from cms.terms.models import Term
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_admin, make_home

pytestmark = pytest.mark.django_db
STILL_HERE = (
    "What you typed is still here and not saved yet. Whoever saves once more puts their own words in the place of what "
    "the other person wrote."
)
LOADED = ("loaded_revision_id", "loaded_revision_created_at")


def logged_in(name: str) -> BrowserClient:
    user = make_admin(name)
    UserProfile.objects.create(user=user, preferred_language="en")
    client = BrowserClient()
    client.force_login(user)
    return client


@pytest.fixture
def anna() -> BrowserClient:
    return logged_in("anna")


@pytest.fixture
def berta() -> BrowserClient:
    return logged_in("berta")


class Subject:
    """A page or a snippet, and what a window sends about it."""

    def __init__(self, thing, address: str, compare: str, field: str, others: dict) -> None:
        self.thing, self.address, self.compare, self.field, self.others = thing, address, compare, field, others

    def opened(self, client: BrowserClient) -> dict:
        page = BeautifulSoup(client.get(self.address).content, "html.parser")
        return self.others | {name: page.select_one(f"[name={name}]")["value"] for name in LOADED}

    def save(self, client: BrowserClient, window: dict, words: str, **more):
        return client.post(self.address, window | {self.field: words} | more)

    def newest(self) -> str:
        return getattr(type(self.thing).objects.get(pk=self.thing.pk).get_latest_revision_as_object(), self.field)

    def compared(self, window: dict) -> str:
        newest = self.thing.revisions.order_by("-created_at").first()
        return reverse(self.compare, args=[self.thing.pk, window["loaded_revision_id"], newest.pk])


@pytest.fixture(params=["page", "snippet"])
def subject(request) -> Subject:
    if request.param == "page":
        page = add_page(make_home(), "Seite", slug="seite")
        others = {"title": "Seite", "slug": "seite", "seo_title": "", "search_description": ""}
        data = nested_form_data(others | {"body": streamfield([]), "comments": inline_formset([])})
        edit, compare = "wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_compare"
        return Subject(page, reverse(edit, args=[page.pk]), compare, "summary", data)
    term = Term.objects.create(word="Beteiligung", explanation="Kurz.")
    term.save_revision().publish()
    name = Term.snippet_viewset.get_url_name
    data = {"word": "Beteiligung", "forms": "", "avoid": ""}
    return Subject(term, reverse(name("edit"), args=[term.pk]), name("revisions_compare"), "explanation", data)


def test_the_second_is_asked_once_and_keeps_what_was_typed(anna, berta, subject):  # E10
    windows = [subject.opened(client) for client in (anna, berta)]
    assert subject.save(anna, windows[0], "Annas Satz.").status_code == 302

    asked = subject.save(berta, windows[1], "Bertas Satz.")
    page = BeautifulSoup(asked.content, "html.parser")
    assert subject.newest() == "Annas Satz."
    assert asked.context["form"].non_field_errors() == [STILL_HERE]
    assert page.select_one(f"[name={subject.field}]").text.strip() == "Bertas Satz."
    assert "this was saved by anna on" in str(page.select_one(".messages"))
    look = page.select_one(".messages a[target=_blank]")
    assert (look.text, look["href"]) == ("See what was changed", subject.compared(windows[1]))
    assert berta.get(look["href"]).status_code == 200

    again = {name: page.select_one(f"[name={name}]")["value"] for name in LOADED}
    assert subject.save(berta, windows[1] | again, "Bertas Satz.").status_code == 302
    assert subject.newest() == "Bertas Satz."


def test_ones_own_saves_and_those_of_ones_script_are_no_question(anna, subject):  # E10
    window = subject.opened(anna)
    by_script = anna.post(
        subject.address, window | {subject.field: "Halber Satz"}, headers={"accept": "application/json"}
    )
    assert by_script.json()["success"] is True
    assert subject.save(anna, window, "Ganzer Satz.").status_code == 302
    assert subject.save(anna, window, "Noch einer.").status_code == 302
    assert subject.newest() == "Noch einer."


def test_what_a_script_saved_into_the_revision_that_one_reads_is_noticed(anna, berta, subject):  # E10
    window = subject.opened(anna)
    headers = {"accept": "application/json"}
    first = anna.post(subject.address, window | {subject.field: "Annas Hal"}, headers=headers).json()
    second = subject.opened(berta)
    more = {subject.field: "Annas Halbsatz", "overwrite_revision_id": str(first["revision_id"])}
    assert anna.post(subject.address, window | more, headers=headers).json()["revision_id"] == first["revision_id"]
    asked = subject.save(berta, second, "Bertas Satz.")
    assert asked.context["form"].non_field_errors() == [STILL_HERE]
    look = BeautifulSoup(asked.content, "html.parser").select_one(".messages a[target=_blank]")
    assert look["href"] == subject.address
    assert subject.newest() == "Annas Halbsatz"


def test_whoever_agreed_in_wagtails_dialog_is_asked_again_only_about_something_newer(anna, berta, subject):  # E10
    windows = [subject.opened(client) for client in (anna, berta)]
    subject.save(anna, windows[0], "Annas Satz.")
    agreed = {AGREED: str(subject.thing.revisions.order_by("-pk").first().pk)}
    subject.save(anna, windows[0], "Annas zweiter Satz.")
    assert subject.save(berta, windows[1], "Bertas Satz.", **agreed).status_code == 200
    agreed = {AGREED: str(subject.thing.revisions.order_by("-pk").first().pk)}
    assert subject.save(berta, windows[1], "Bertas Satz.", **agreed).status_code == 302
    assert subject.newest() == "Bertas Satz."


def test_publishing_asks_too_and_what_does_not_say_when_it_was_loaded_is_not_asked(anna, berta, subject):  # E10
    windows = [subject.opened(client) for client in (anna, berta)]
    subject.save(anna, windows[0], "Annas Satz.")
    asked = subject.save(berta, windows[1], "Bertas Satz.", **{"action-publish": "action-publish"})
    assert asked.context["form"].non_field_errors() == [STILL_HERE]
    for strange in ("", "gestern", "2026-02-30T10:00:00+00:00", "2026-02-20T10:00:00"):
        window = windows[1] | {"loaded_revision_created_at": strange, AGREED: strange}
        assert subject.save(berta, window, "Bertas Satz.").status_code == 302


def test_every_editor_of_what_has_drafts_asks():  # E10
    snippets = [model for model in get_snippet_models() if issubclass(model, RevisionMixin)]
    forms = [model.snippet_viewset.get_edit_handler().get_form_class() for model in snippets]
    forms += [model.get_edit_handler().get_form_class() for model in get_page_models() if model is not Page]
    assert [form for form in forms if not issubclass(form, AsksBeforeReplacing)] == []
