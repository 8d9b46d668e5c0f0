"""The command tells all that is wrong, a sentence a line, and nothing else."""

from collections.abc import Iterator

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.utils.module_loading import import_string
from django.utils.translation import get_language

pytestmark = pytest.mark.django_db


def silent() -> Iterator[str]:
    yield from ()


def wrong() -> Iterator[str]:
    yield f"It is wrong in {get_language()}."


def broken() -> Iterator[str]:
    raise ValueError("no luck")


def names(*checks) -> list[str]:
    return [f"{__name__}.{check.__name__}" for check in checks]


def test_where_nothing_is_wrong_it_says_so(settings, capsys):  # O6
    settings.PRODUCTION_CHECKS = names(silent)
    call_command("check_production")
    assert capsys.readouterr().out == "Nothing is wrong.\n"


def test_every_check_is_asked_also_where_one_fails(settings, capsys):  # O6
    settings.PRODUCTION_CHECKS = names(broken, wrong)
    with pytest.raises(CommandError, match=r"^2 things are wrong\.$"):
        call_command("check_production")
    assert capsys.readouterr().out.splitlines() == [
        f"The check {__name__}.broken failed itself, with ValueError: no luck",
        "It is wrong in en.",
    ]


def test_a_test_mail_is_sent_at_once(settings, capsys):  # O6
    settings.PRODUCTION_CHECKS = []
    call_command("check_production", mail="ada@stadt.de")
    assert [mail.to for mail in outbox.outbox] == [["ada@stadt.de"]]
    assert capsys.readouterr().out.startswith("A mail to ada@stadt.de was taken by ")


def test_an_address_that_is_none_is_refused(settings):  # O6
    settings.PRODUCTION_CHECKS = []
    with pytest.raises(CommandError, match=r"^--mail can't be used: ada is no e-mail address\.$"):
        call_command("check_production", mail="ada")


def test_every_check_that_is_named_is_there(settings):  # O6
    assert [path for path in settings.PRODUCTION_CHECKS if not callable(import_string(path))] == []
