"""Tables and workshops in the form of a visitor: what is full says so, and whoever comes late loses nothing."""

import json

import pytest
from bs4 import BeautifulSoup

from events.models import Event, OptionSeat, Signup
from events.signups import cancel, sign_up
from events.signups.secret_links import Purpose, make_token
from tests.builders import make_event_row, make_person, make_signup_form_row, signed_up_and_confirmed
from tests.events.road import filled, form_path, mails, question

pytestmark = pytest.mark.django_db
TABLES = {"a": "Tisch A", "b": "Tisch B"}
LIMITS = {"table": {"a": 1, "b": 1}}


def event_with_tables(*, required: bool = True, **facts) -> Event:
    form = make_signup_form_row(
        questions=json.dumps([question("one_of", "Tisch?", "table", TABLES, required=required)])
    )
    return make_event_row(signup_form=form, **{"option_limits": LIMITS, **facts})


def at(table: str) -> dict:
    label = {"kind": "one_of", "label": "Tisch?", "options": TABLES}
    return {"answers": {"table": table}, "labels": {"table": label}}


def tables_in(page: str) -> list[tuple[str, bool, bool]]:
    """Each table as it is called, whether it can't be chosen, and whether it is."""
    inputs = BeautifulSoup(page, "html.parser").select("input[name=q-table]")
    labels = [one.find_next("label").get_text(strip=True) for one in inputs]
    return [
        (label, one.has_attr("disabled"), one.has_attr("checked")) for one, label in zip(inputs, labels, strict=True)
    ]


def test_a_full_table_says_so_and_cant_be_chosen(client):  # S31
    event = event_with_tables()
    assert tables_in(client.get(form_path(event)).text) == [("Tisch A", False, False), ("Tisch B", False, False)]
    signup = signed_up_and_confirmed(event, 1, **at("a"))
    assert tables_in(client.get(form_path(event)).text) == [("Tisch A (voll)", True, False), ("Tisch B", False, False)]
    cancel(signup.public_id)
    assert tables_in(client.get(form_path(event)).text) == [("Tisch A", False, False), ("Tisch B", False, False)]


def test_whoever_comes_late_reads_it_at_the_question_and_loses_nothing(client):  # S31 S7
    event = event_with_tables()
    typed = filled(client, form_path(event), given_name="Erika", **{"q-table": "a"})
    signed_up_and_confirmed(event, 1, **at("a"))
    response = client.post(form_path(event), typed)
    form = response.context["form"]
    assert form.errors == {"q-table": ["Das ist inzwischen voll. Bitte wählen Sie etwas anderes."]}
    assert (form["given_name"].value(), form["consent"].value()) == ("Erika", True)
    assert tables_in(response.text) == [("Tisch A (voll)", True, False), ("Tisch B", False, False)]
    again = {**typed, "q-table": "b"}
    assert (client.post(form_path(event), again).status_code, OptionSeat.objects.count()) == (303, 2)


def test_who_would_wait_may_wish_for_any_table(client):  # S31 S5
    event = event_with_tables(capacity=1)
    signed_up_and_confirmed(event, 1, **at("a"))
    assert tables_in(client.get(form_path(event)).text) == [("Tisch A", False, False), ("Tisch B", False, False)]
    client.post(form_path(event), filled(client, form_path(event), **{"q-table": "a"}))
    assert Signup.objects.latest("pk").answers == {"table": "a"}


def test_nobody_stays_out_because_all_tables_are_full(client):  # S31
    event = event_with_tables()
    for number, table in enumerate(TABLES):
        sign_up(event.pk, make_person(number, **at(table)))
    page = client.get(form_path(event)).text
    assert "Hier ist alles voll. Sie können sich trotzdem anmelden." in page
    assert client.post(form_path(event), filled(client, form_path(event))).status_code == 303


def test_a_person_moves_to_a_free_table_and_keeps_the_own_one(client):  # S31 S8
    event = event_with_tables()
    signup = signed_up_and_confirmed(event, 1, **at("a"))
    path = f"/de/my-signup/{make_token(signup, Purpose.PERSONAL)}/correct/"
    page = client.get(path).text
    assert tables_in(page) == [("Tisch A", False, True), ("Tisch B", False, False)]
    typed = filled(client, path, language="de", **{"q-table": "b"})
    signed_up_and_confirmed(event, 2, **at("b"))
    response = client.post(path, typed)
    assert response.context["form"].errors == {"q-table": ["Das ist inzwischen voll. Bitte wählen Sie etwas anderes."]}
    signup.refresh_from_db()
    assert signup.answers == {"table": "a"}


def test_who_moved_up_without_the_table_reads_it_in_the_mail_and_on_the_page(client):  # S31 S5 S12
    event = event_with_tables(capacity=2)
    signed_up_and_confirmed(event, 1, **at("a"))
    leaving = signed_up_and_confirmed(event, 2, **at("b"))
    waiting = signed_up_and_confirmed(event, 3, **at("a"))
    cancel(leaving.public_id)
    text = "„Tisch A“ (Tisch?) war voll. Ihr Platz bei der Veranstaltung bleibt davon unberührt."
    offers = [mail.body for mail in mails() if mail.to == [waiting.email]]
    assert [" ".join(body.split()).count(text) for body in offers][-1] == 1
    page = client.get(f"/de/my-signup/{make_token(Signup.objects.get(pk=waiting.pk), Purpose.PERSONAL)}/").text
    assert page.count(text) == 1
