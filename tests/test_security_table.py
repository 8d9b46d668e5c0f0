"""``docs/security.md`` names the tests that hold each of the seventy promises: they have to be there."""

import re

from tests.databases import ROOT

ROW = re.compile(r"^\| (\d+) \| ([A-Z0-9-]+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def rows() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs" / "security.md").read_text())


def test_the_seventy_promises_stand_there_each_once():
    assert [int(number) for number, *_ in rows()] == list(range(1, 71))
    assert len({name for _number, name, *_ in rows()}) == 70


def test_every_test_that_is_named_is_there():
    missing = []
    for _number, name, _promise, held_by, *_ in rows():
        for path, test in NAMED.findall(held_by):
            file = ROOT / path
            if not file.exists() or (test and f"\ndef {test}(" not in file.read_text()):
                missing.append(f"{name}: {path}::{test}")
    assert missing == []


def test_what_no_test_holds_says_why():
    assert [name for _number, name, _promise, held_by, _fault, is_open in rows() if held_by == is_open == "-"] == []
