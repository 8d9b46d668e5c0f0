"""One of two application servers behind nginx is restarted in a crowd: everybody gets the right answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.nginx import run_nginx
from tests.reliability.crowd import (
    FORM_IN_THREE_LANGUAGES,
    MAILBOX,
    NO_LIMITS,
    address_of,
    broken_promises,
    found_in,
    open_forms,
    post_all,
    shell,
)
from tests.reliability.paused_server import After
from tests.servers import run_server

pytestmark = pytest.mark.postgres
PEOPLE = 120
MADE = f"print(make_event_row(capacity={PEOPLE}, signup_form=form).public_id)"


def test_a_restart_of_one_server_loses_no_post(postgres_url, tmp_path):  # R1 R2 O2
    public_id = shell(postgres_url, tmp_path, FORM_IN_THREE_LANGUAGES + MADE)
    enough = After(PEOPLE // 4)
    with (
        run_server(postgres_url, tmp_path, **NO_LIMITS) as first,
        run_server(postgres_url, tmp_path, **NO_LIMITS) as second,
        run_nginx(f"{first.port};\n    server 127.0.0.1:{second.port}", tmp_path, tmp_path / "nginx") as port,
    ):
        site = replace(second, url=f"http://127.0.0.1:{port}", port=port)
        tokens = open_forms(site, public_id, PEOPLE)
        with ThreadPoolExecutor() as pool:
            pool.submit(lambda: (enough.reached.wait(), first.process.terminate()))
            answers = post_all([site], public_id, tokens, range(PEOPLE), at_once=16, heard=enough)
        assert first.process.wait(timeout=30) == 0
    found = found_in(postgres_url, tmp_path)
    assert {said for _number, said in answers} == {MAILBOX}
    assert found["addresses"] == sorted(address_of(number) for number in range(PEOPLE))
    assert found["mails"] == {"signup.please_confirm": PEOPLE}
    assert broken_promises(postgres_url, tmp_path) == "All invariants hold."
