"""The settings of single sign-on; tests/browser/test_single_sign_on.py walks it with a provider."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.login.single_sign_on import groups_of
from cms.settings.single_sign_on import single_sign_on
from home.roles import EDITORS, SIGNUP_STAFF

SETTINGS = {
    "OIDC_ISSUER": "https://login.stadt.example/realm/",
    "OIDC_CLIENT_ID": "teilhabe",
    "OIDC_CLIENT_SECRET": "geheim",
    "OIDC_GROUPS": "web-redaktion = Redaktion; web-anmeldung=Anmeldung",
}


def test_it_is_off_unless_somebody_sets_it():  # X11
    assert single_sign_on({}) is None


def test_the_settings_say_which_group_a_value_means():  # X11
    found = single_sign_on(SETTINGS)
    assert found["groups"] == {"web-redaktion": EDITORS, "web-anmeldung": SIGNUP_STAFF}
    assert (found["claim"], found["is_second_factor"]) == ("groups", False)
    assert found["app"]["settings"] == {"server_url": "https://login.stadt.example/realm"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"OIDC_ISSUER": "http://login.stadt.example"}, "OIDC_ISSUER can't be understood: write https://HOST/PATH"),
        ({"OIDC_CLIENT_SECRET": ""}, "The environment variable OIDC_CLIENT_SECRET is missing"),
        ({"OIDC_GROUPS": "web-redaktion"}, "OIDC_GROUPS can't be understood: write value=Group"),
    ],
)
def test_what_can_not_work_ends_with_one_sentence(wrong, sentence):  # X11 O2
    with pytest.raises(ImproperlyConfigured, match=sentence):
        single_sign_on({**SETTINGS, **wrong})


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"userinfo": {"groups": ["web-redaktion", "web-anmeldung"]}}, {EDITORS, SIGNUP_STAFF}),
        ({"id_token": {"groups": "web-redaktion"}, "userinfo": {"sub": "1"}}, {EDITORS}),
        ({"userinfo": {"groups": ["Redaktion", "Verwaltung"]}}, set()),
        ({"userinfo": {"groups": [["web-redaktion"], {"web-redaktion": 1}, None, 3]}}, set()),
        ({"userinfo": {"groups": {"web-redaktion": True}}}, set()),
        ({"userinfo": None}, set()),
        ({}, set()),
    ],
)
def test_only_values_that_the_settings_name_give_a_group(db, settings, data, names):  # X11
    settings.SINGLE_SIGN_ON = single_sign_on(SETTINGS)
    assert {group.name for group in groups_of(data)} == names
