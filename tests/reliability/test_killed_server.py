"""The application server is killed: what was answered is kept, what was not is not there by half."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.reliability.crowd import (
    FORM_IN_THREE_LANGUAGES,
    LOST,
    MAILBOX,
    NO_LIMITS,
    address_of,
    broken_promises,
    found_in,
    open_forms,
    post,
    post_all,
    shell,
)
from tests.reliability.paused_server import After, closed_gate, kill_with_children
from tests.servers import run_server

PEOPLE = [36, pytest.param(80, marks=pytest.mark.long)]
SEATS, PLACES = 15, 100
MADE = f"print(make_event_row(capacity={SEATS}, waiting_list_size={PLACES}, signup_form=form).public_id)"
NOTHING = {"states": {}, "addresses": [], "mails": {}, "without_history": 0, "mails_of_nobody": 0}


@pytest.mark.parametrize("people", PEOPLE)
def test_a_server_killed_in_a_crowd_keeps_each_answered_sign_up_whole(database_url, tmp_path, people):  # R1
    public_id = shell(database_url, tmp_path, FORM_IN_THREE_LANGUAGES + MADE)
    enough = After(people // 3)
    with run_server(database_url, tmp_path, **NO_LIMITS) as server:
        tokens = open_forms(server, public_id, people)
        with ThreadPoolExecutor() as pool:
            pool.submit(lambda: (enough.reached.wait(), kill_with_children(server)))
            answers = post_all([server], public_id, tokens, range(people), at_once=8, heard=enough)
    said_yes = {address_of(number) for number, said in answers if said == MAILBOX}
    assert {said for _number, said in answers} == {MAILBOX, LOST}
    found = found_in(database_url, tmp_path)
    # Some that got no answer may be there too, but only whole.
    assert said_yes <= set(found["addresses"])
    assert found["mails"] == {"signup.please_confirm": len(found["addresses"])}
    assert (found["mails_of_new_people"], found["mails_of_nobody"], found["without_history"]) == ([1], 0, 0)
    with run_server(database_url, tmp_path, **NO_LIMITS) as server:
        again = post_all([server], public_id, tokens, range(people), at_once=8)
    found = found_in(database_url, tmp_path)
    assert {said for _number, said in again} == {MAILBOX}
    assert found["states"] == {"unconfirmed": SEATS, "waiting": people - SEATS}
    assert found["mails"] == {"signup.please_confirm": people}
    assert found["seats"] == list(range(1, SEATS + 1))
    assert broken_promises(database_url, tmp_path) == "All invariants hold."


@pytest.mark.postgres
def test_a_server_killed_between_the_sign_up_and_its_mail_leaves_neither(postgres_url, tmp_path):  # R1
    public_id = shell(postgres_url, tmp_path, FORM_IN_THREE_LANGUAGES + MADE)
    with run_server(postgres_url, tmp_path, **NO_LIMITS) as server:
        tokens = open_forms(server, public_id, 2)
        with closed_gate(postgres_url) as gate, ThreadPoolExecutor() as pool:
            said = pool.submit(post, server, public_id, tokens, 1)
            gate.someone_waits()
            kill_with_children(server)
            assert said.result() == LOST
    found = found_in(postgres_url, tmp_path)
    assert {name: found[name] for name in NOTHING} == NOTHING
    with run_server(postgres_url, tmp_path, **NO_LIMITS) as server:
        assert post(server, public_id, tokens, 1) == MAILBOX
    found = found_in(postgres_url, tmp_path)
    assert (found["states"], found["mails"]) == ({"unconfirmed": 1}, {"signup.please_confirm": 1})
