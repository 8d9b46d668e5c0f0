"""The W3C's checker (vnu.jar), which runs on this machine and asks nobody."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.required_tools import missing


@pytest.fixture(scope="session")
def html_errors(tmp_path_factory) -> Callable[[dict[str, str]], list[str]]:
    """A function that returns the checker's complaints about pages, given as {name: html}; it starts once for all."""
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not Path(jar).exists():
        missing("VNU_JAR doesn't name the W3C checker's vnu.jar")
    if shutil.which("java") is None:
        missing("Java is not on this machine")

    def check(pages: dict[str, str]) -> list[str]:
        folder = tmp_path_factory.mktemp("html")
        for number, html in enumerate(pages.values()):
            (folder / f"{number:04}.html").write_text(html)
        command = ["java", "-jar", jar, "--format", "json", "--exit-zero-always", "--skip-non-html", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True)
        names = list(pages)
        return [
            f"{names[int(Path(message['url']).stem)]}: {message['message']} {message.get('extract', '')!r}"
            for message in json.loads(done.stderr)["messages"]
        ]

    return check
