"""Whatever is approved goes all the way with the rights of editors and chief editors, by the buttons that they see."""

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpResponse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale, WorkflowState

from cms.consequences.tokens import FIELD
from cms.terms.models import Term
from home.roles import CHIEF_EDITORS, EDITORS
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_event_row, make_frame, make_home, make_signup_form_row, make_staff
from tests.downloads.publications import make_publication

COMMENT = "Bitte kürzer."


@dataclass(frozen=True)
class Text:
    """What goes its way, and the field in which it is changed."""

    instance: Model
    field: str

    def now(self) -> Model:
        return type(self.instance).objects.get(pk=self.instance.pk)

    @property
    def address(self) -> str:
        return AdminURLFinder().get_edit_url(self.instance)


def draft_of(instance: Model) -> Model:
    instance.save_revision().publish()
    return instance


def a_term() -> Term:
    return Term.objects.create(locale=Locale.objects.get(language_code="de"), word="Wort", explanation="Ein Wort.")


KINDS = {
    "page": lambda: Text(add_page(make_home(), "Der Plan"), "title"),
    "event": lambda: Text(draft_of(make_event_row(name="Werkstatt")), "name"),
    "form": lambda: Text(draft_of(make_signup_form_row()), "title"),
    "term": lambda: Text(draft_of(a_term()), "word"),
    "frame": lambda: Text(draft_of(make_frame()), "site_name"),
    "publication": lambda: Text(draft_of(make_publication("Entwurf")), "name"),
}


@pytest.fixture(params=KINDS)
def text(db, request) -> Text:
    return KINDS[request.param]()


def at_work(role: str) -> BrowserClient:
    user = make_staff(role)
    user.groups.add(Group.objects.get(name=role))
    client = BrowserClient()
    client.force_login(user)
    return client


@pytest.fixture
def editor(text) -> BrowserClient:
    return at_work(EDITORS)


@pytest.fixture
def chief(text) -> BrowserClient:
    return at_work(CHIEF_EDITORS)


def opened(client: BrowserClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def filled_in(form: Tag) -> dict[str, list[str]]:
    """What the form sends when nobody touches it; lists of blocks, which a script draws, are sent empty."""
    values: dict[str, list[str]] = {f"{block['id']}-count": ["0"] for block in form.select("[data-block]")}
    for field in form.select("input[name], textarea[name], option[selected]"):
        kind = field.get("type")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        name = field.find_parent("select")["name"] if field.name == "option" else field["name"]
        value = (
            field.text.removeprefix("\n")
            if field.name == "textarea"
            else field.get("value", "on" if kind in ("checkbox", "radio") else "")
        )
        values.setdefault(name, []).append(value)
    return values


def press(client: BrowserClient, text: Text, button: str, value: str = "") -> str:
    """Type this into the editor and press one of its buttons; return what the next screen says."""
    pressed = opened(client, text.address).select_one(f"[name={button}]")
    assert pressed is not None, f"{button} is not offered"
    typed = filled_in(pressed.find_parent("form"))
    if value:
        typed[text.field] = [value]
    return said(client.post(text.address, {**typed, button: "1"}, follow=True))


def decide(client: BrowserClient, action: str, comment: str = "") -> HttpResponse:
    """Press one of the buttons beside what waits on the start page; the dialog's form is sent to the same address."""
    button = opened(client, "/admin/").select_one(f"[data-workflow-action-url*='/{action}/']")
    assert button is not None, f"To {action} is not offered"
    address = button["data-workflow-action-url"]
    if comment:
        assert client.get(address).status_code == 200
    answer = client.post(address, {"comment": comment}, follow=True)
    question = BeautifulSoup(answer.content, "html.parser").select_one(f"[name={FIELD}]")
    return client.post(answer.request["PATH_INFO"], {FIELD: question["value"]}, follow=True) if question else answer


def said(response: HttpResponse) -> str:
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one(".messages").get_text().split())


def state(text: Text) -> tuple[str, str]:
    """How the newest submission stands, and what readers have."""
    return WorkflowState.objects.latest("pk").status, getattr(text.now(), text.field)


def test_a_text_is_sent_back_withdrawn_and_approved_in_the_end(
    text, editor, chief, django_capture_on_commit_callbacks
):  # E6
    before = getattr(text.instance, text.field)
    assert "eingereicht" in press(editor, text, "action-submit", "Erster")
    assert state(text) == ("in_progress", before)
    decide(chief, "reject", COMMENT)
    assert state(text) == ("needs_changes", before)
    assert COMMENT in editor.get(text.address).text
    press(editor, text, "action-submit", "Zweiter")
    assert state(text) == ("in_progress", before)
    press(editor, text, "action-cancel-workflow")
    assert state(text) == ("cancelled", before)
    press(editor, text, "action-submit", "Dritter")
    with django_capture_on_commit_callbacks(execute=True):
        decide(chief, "approve")
    assert state(text) == ("approved", "Dritter")
    assert opened(editor, text.address).select_one("[name=action-submit]") is not None
