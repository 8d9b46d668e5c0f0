"""What a machine may lack: the tests that need it are skipped with the reason, and fail where REQUIRE=all says so."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip the running test because of a tool that isn't there; with REQUIRE=all that is a failure."""
    if os.environ.get("REQUIRE") == "all":
        pytest.fail(f"REQUIRE=all, but {reason}", pytrace=False)
    pytest.skip(reason)
