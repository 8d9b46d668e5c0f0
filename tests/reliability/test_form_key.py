"""One form that is sent many times at the same moment, to two processes, is one sign-up."""

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.reliability.crowd import FORM_IN_THREE_LANGUAGES, NO_LIMITS, answer, filled, found_in, open_forms, shell
from tests.servers import run_server

CLICKS = 12
# That the test itself can tell the difference is shown on one database in every run.
SENT = [
    pytest.param("sqlite", False, id="sqlite-one form"),
    pytest.param("postgres", False, id="postgres-one form", marks=pytest.mark.postgres),
    pytest.param("sqlite", True, id="sqlite-the control: a form each"),
    pytest.param(
        "postgres", True, id="postgres-the control: a form each", marks=[pytest.mark.postgres, pytest.mark.long]
    ),
]


@pytest.mark.parametrize(("engine", "own_forms"), SENT)
def test_one_form_sent_at_once_with_many_addresses_is_one_sign_up(request, tmp_path, engine, own_forms):  # S3 S22
    database_url = request.getfixturevalue(f"{engine}_url")
    made = "print(make_event_row(capacity=50, signup_form=form).public_id)"
    public_id = shell(database_url, tmp_path, FORM_IN_THREE_LANGUAGES + made)
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(run_server(database_url, tmp_path, **NO_LIMITS)) for _ in range(2)]
        forms = open_forms(servers[0], public_id, CLICKS)

        def click(number: int) -> tuple[int, str]:
            url = f"{servers[number % 2].url}/de/signup/{public_id}/"
            return answer(url, filled(number, forms[number if own_forms else 0]))

        with ThreadPoolExecutor(CLICKS) as pool:
            answers = set(pool.map(click, range(CLICKS)))
    found = found_in(database_url, tmp_path)
    expected = CLICKS if own_forms else 1
    assert (len(found["addresses"]), found["mails"]) == (expected, {"signup.please_confirm": expected})
    assert answers == {(303, f"/de/signup/{public_id}/mailbox/")}
