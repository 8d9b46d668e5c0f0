"""Debian's Chromium for pytest-playwright, whose own browsers are a download that cities often can't make."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.required_tools import missing

PROGRAMS = ["chromium", "chromium-browser", "google-chrome"]
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
# As long as Playwright waits for everything else: on a busy machine an answer takes its time.
expect.set_options(timeout=30_000)


def launch_arguments() -> list[str]:
    """Quiet, and without its sandbox for root, which it refuses."""
    return [*QUIET, "--no-sandbox"] if os.getuid() == 0 else QUIET


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """Start the machine's Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        missing("Chromium is not on this machine")
    return {**browser_type_launch_args, "executable_path": program, "args": launch_arguments()}
