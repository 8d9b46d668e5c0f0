"""What is skipped says why, and is a failure where nothing may be skipped."""

import pytest
from _pytest.outcomes import Failed, Skipped

from tests.required_tools import missing


def test_a_missing_tool_skips_the_test_and_says_why(monkeypatch):  # O1
    monkeypatch.delenv("REQUIRE", raising=False)
    with pytest.raises(Skipped, match="^there is no such tool$"):
        missing("there is no such tool")


def test_a_missing_tool_fails_the_test_where_all_is_required(monkeypatch):  # O1
    monkeypatch.setenv("REQUIRE", "all")
    with pytest.raises(Failed, match="^REQUIRE=all, but there is no such tool$"):
        missing("there is no such tool")
