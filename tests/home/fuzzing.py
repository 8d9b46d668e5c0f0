"""Forms read from the pages as they stand, posted with fields changed, doubled, left out and added."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.urls import resolve
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.browser_client import BrowserClient

NASTY = [
    *("", " ", "\x00", "\x1b[2J", "\u202e\u2066", "\u200b", "\ufeff", "\u2028", "\U0010ffff", "e\u0301" * 40),
    *("0", "-1", "1", "99999999999999999999", "1e400", "NaN", "٣", "½", "0x1F", "True", "None", "null", "[]", "{}"),
    *("2026-13-45", "2026-02-30 25:61", "0001-01-01 00:00", "9999-12-31 23:59", "31.12.2026", "26.12.2026 10:00"),
    *("a@b", "a@b.c", "@", "a" * 250 + "@x.de", "\r\nBcc: x@y.de", "=1+1", "'\";--", "<script>alert(1)</script>"),
    *("../../etc/passwd", "//elsewhere.example", "javascript:alert(1)", "%00", "{{ 7*7 }}", "%(x)s", "x" * 20_000),
    *(
        "01.01.0001 00:00",
        "31.12.9999 23:59",
        "1:2:3",
        '{"a": [{"b": null}]}',
        '[{"type": "x"}]',
        str(2**31),
        str(2**63),
    ),
]
PLAUSIBLE = {"email": "person@example.org", "checkbox": "on", "number": "3", "password": "vier lange Wörter hier"}
CONTENTS = [b"", b"\x00", b"%PDF-1.7\n", b"PK\x03\x04", b"<svg onload=alert(1)>", b"\xff\xd8\xff\xe0", b"GIF89a"]
NAMES = ["a.pdf", "a.docx", "a.png", "..", "x" * 300 + ".pdf", "\u202efdp.exe", "a", "a.svg"]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str))
UPLOADS = st.tuples(st.sampled_from(NAMES), st.sampled_from(CONTENTS))
CHANGES = st.dictionaries(
    st.integers(min_value=0, max_value=60), st.one_of(st.none(), st.lists(VALUES, min_size=1, max_size=2)), max_size=5
)


@dataclass
class Form:
    """A form that a page shows: where it goes to, and what a browser would send if nobody changed anything.

    ``filled_in`` is what somebody might write where nothing stands yet, so that more than the first check is reached.
    Wagtail's scripts write hidden fields of the admin (what a chooser chose, how many rows there are), and its views
    trust them: those of staff are ``kept``, as the token against posts from elsewhere is everywhere.
    """

    client: BrowserClient
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    filled_in: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=lambda: {"csrfmiddlewaretoken"})

    @property
    def view(self) -> str:
        """The name of the view that gets it."""
        path = urlsplit(self.action).path
        with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
            return resolve(path).view_name

    def changed(self, changes: dict[int, list[str] | None], button: int, upload: tuple[str, bytes]) -> dict[str, list]:
        """Return the values with some replaced, or taken out (None), and perhaps one that is new."""
        names = [*sorted(set(self.values) - self.kept), "strange"]
        values = self.values if button % 3 == 0 else {**self.values, **self.filled_in}
        posted: dict[str, list] = {name: list(given) for name, given in values.items()}
        for number, values in changes.items():
            name = names[number % len(names)]
            if values is None:
                posted.pop(name, None)
            else:
                posted[name] = values
        if self.buttons:
            name, value = self.buttons[button % len(self.buttons)]
            posted.setdefault(name, [value])
        for name in self.files:
            filename, content = upload
            posted[name] = [ContentFile(content, filename)] if button % 2 else posted.get(name, [])
        return posted

    def send(self, posted: dict[str, list]) -> HttpResponse:
        """Send it, and undo what came of it: the next one meets the same state."""
        cookies = dict(self.client.cookies)
        before = transaction.savepoint()
        try:
            response = getattr(self.client, self.method.lower())(self.action, posted)
            if response.streaming:
                # A table is a file that stays open until the reader has it.
                response.getvalue()
            return response
        finally:
            transaction.savepoint_rollback(before)
            self.client.cookies.clear()
            self.client.cookies.update(cookies)


def forms_of(client: BrowserClient, addresses: list[str], *, hidden: bool) -> list[Form]:
    """Return the forms of these pages; ``hidden`` says whether their hidden fields change too."""
    forms = []
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, (address, response.status_code)
        forms += read(client, response, address, hidden=hidden)
    return forms


def read(client: BrowserClient, response: HttpResponse, address: str, *, hidden: bool) -> Iterator[Form]:
    for form in lxml.html.fromstring(response.content).forms:
        if "is_editing" in form.inputs:
            # Read by a script, which tells who else edits; sent by nobody.
            continue
        target = urljoin(address, form.get("action") or address)
        found = Form(client, target, form.method)
        for name in sorted(form.inputs.keys()):
            found.values[name] = []
        # Wagtail's script writes the rows of a field of blocks: here there are none.
        found.values |= {f"{name}-count": ["0"] for name in form.xpath(".//*[@data-block]/@id")}
        for name, value in form.form_values():
            found.values[name].append(value)
        found.filled_in = {
            name: [plausible(form.inputs[name])] for name, given in found.values.items() if not any(given)
        }
        found.buttons = [(button.get("name"), button.get("value", "")) for button in form.xpath(".//button[@name]")]
        found.files = form.xpath(".//input[@type='file']/@name")
        hidden_names = {name for name in found.values if name.endswith("-count")} | set(
            form.xpath(".//input[@type='hidden']/@name")
        )
        found.kept |= set() if hidden else hidden_names
        for name in hidden_names & set(found.filled_in):
            del found.filled_in[name]
        yield found


def plausible(control) -> str:
    """Return what somebody might enter or choose here."""
    if choices := [choice for choice in getattr(control, "value_options", []) if choice]:
        return choices[0]
    kind = getattr(control, "type", "text")
    return PLAUSIBLE.get(kind, "Ein Wort")


def each_once(forms: list[Form]) -> dict[str, list[Form]]:
    """Return the forms by the view that gets them; one that stands on many pages is there once."""
    found: dict[str, dict[tuple, Form]] = {}
    for form in forms:
        found.setdefault(form.view, {}).setdefault((form.action, *sorted(form.values)), form)
    return {view: list(of_the_view.values()) for view, of_the_view in sorted(found.items())}


def no_answer_is_a_5xx(forms: dict[str, list[Form]], examples: int) -> None:
    one = st.sampled_from(list(forms)).flatmap(lambda view: st.sampled_from(forms[view]))

    @hypothesis_settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
    )
    @given(form=one, changes=CHANGES, button=st.integers(0, 11), upload=UPLOADS)
    def send(form: Form, changes, button, upload) -> None:
        posted = form.changed(changes, button, upload)
        response = form.send(posted)
        assert response.status_code < 500, (form.action, posted)

    send()
