"""Staff log in by OpenID Connect at a provider on this machine, in Chromium."""

import json
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from home.demo.accounts import EDITOR
from tests.databases import manage
from tests.servers import run_server

ACCOUNTS = """
from cms.models import User
from allauth.socialaccount.models import SocialAccount
for account in SocialAccount.objects.order_by("pk"):
    user = account.user
    groups = ",".join(user.groups.values_list("name", flat=True))
    print(account.uid, user.username, groups, account.extra_data, user.has_usable_password(), sep="|")
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that logs in whoever is typed; ends with the tests."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # The first line of its log says that it listens.
    assert process.stderr.readline()
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()
    process.stderr.close()


@pytest.fixture(scope="module")
def site(demo, provider) -> Iterator[str]:
    environment = {
        "OIDC_ISSUER": provider,
        "OIDC_CLIENT_ID": "teilhabe",
        "OIDC_CLIENT_SECRET": "geheim",
        "OIDC_NAME": "Stadt-Konto",
        "OIDC_GROUPS": "web-redaktion=Redaktion;web-anmeldung=Anmeldung",
        "STAFF_SECOND_FACTOR": "1",
    }
    with run_server(demo.database_url, demo.var_dir, threads=4, **environment) as server:
        yield server.url


def say_of(provider: str, subject: str, **claims) -> None:
    """Let the provider say this of somebody from now on."""
    request = urllib.request.Request(
        f"{provider}/users/{subject}",
        data=json.dumps(claims).encode(),
        method="PUT",
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).close()


def log_in(browser, site: str, subject: str):
    page = browser.new_context(locale="de-DE").new_page()
    page.goto(f"{site}/admin/account/")
    page.get_by_role("link", name="Mit Stadt-Konto einloggen").click()
    page.fill("[name=sub]", subject)
    page.get_by_role("button", name="Authorize").click()
    return page


def accounts(demo) -> list[str]:
    return manage(demo.database_url, demo.var_dir, "shell", "--no-imports", "-c", ACCOUNTS).stdout.splitlines()


def test_the_groups_of_the_claim_are_taken_at_every_log_in(browser, site, provider, demo):  # X11
    # Name and address are those of another account: neither links them.
    claims = {"preferred_username": EDITOR.name, "email": "redaktion@stadt.example", "email_verified": True}
    say_of(provider, "a1", groups=["web-redaktion", "unknown"], **claims)
    page = log_in(browser, site, "a1")
    expect(page).to_have_url(f"{site}/admin/account/")
    page.context.close()
    ((subject, name, groups, kept, has_password),) = [line.split("|") for line in accounts(demo)]
    assert (subject, groups, kept, has_password) == ("a1", "Redaktion", "{}", "False")
    assert name != EDITOR.name

    say_of(provider, "a1", groups="web-anmeldung", **claims)
    page = log_in(browser, site, "a1")
    # This group sees personal data, and the provider doesn't count as second factor here.
    expect(page).to_have_url(re.compile("/account/second-factor/"))
    page.context.close()
    assert [line.split("|")[:3] for line in accounts(demo)] == [["a1", name, "Anmeldung"]]

    say_of(provider, "a1", groups=[], **claims)
    page = log_in(browser, site, "a1")
    expect(page.get_by_text("Ihr Konto hat auf dieser Website keine Rolle.")).to_be_visible()
    page.goto(f"{site}/admin/")
    expect(page).to_have_url(re.compile("/account/login/"))
    page.context.close()
    assert [line.split("|")[:3] for line in accounts(demo)] == [["a1", name, ""]]


def test_somebody_without_a_group_gets_a_sentence_and_no_account(browser, site, provider, demo):  # X11
    before = accounts(demo)
    say_of(provider, "b2", groups=["elsewhere"], preferred_username="b2")
    page = log_in(browser, site, "b2")
    expect(page.get_by_text("Ihr Konto hat auf dieser Website keine Rolle.")).to_be_visible()
    page.context.close()
    assert accounts(demo) == before


def test_a_log_in_that_was_refused_there_or_made_up_here_ends_in_a_sentence(browser, site):  # X11
    page = browser.new_context(locale="de-DE").new_page()
    page.goto(f"{site}/account/login/")
    page.get_by_role("link", name="Mit Stadt-Konto einloggen").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_text("Das Einloggen beim anderen Dienst hat nicht geklappt.")).to_be_visible()
    page.goto(f"{site}/account/single-sign-on/city/login/callback/?code=x&state=y")
    expect(page.get_by_text("Das Einloggen beim anderen Dienst hat nicht geklappt.")).to_be_visible()
    page.context.close()
