"""Has a file looked at in a process of its own, so that none can fill or stop the site, or read its secrets."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .findings import Finding, Found, refuse

PROGRAM = Path(__file__).with_name("__main__.py")
# Its own bound is the time of the processor; this one holds where that stands still.
SECONDS = 60
ENVIRONMENT: dict[str, str] = {"PYTHONIOENCODING": "utf-8"}


def examine(file: BinaryIO, kind: str) -> dict:
    """Return the facts of a file of this kind (its ending). Raises Found."""
    with _on_disk(file) as stream:
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(PROGRAM), kind],
                stdin=stream,
                capture_output=True,
                timeout=SECONDS,
                env=ENVIRONMENT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            refuse(Finding.TOO_COMPLICATED)
    if done.returncode < 0:
        # Ended by a bound, or by a fault of the parser.
        refuse(Finding.TOO_COMPLICATED)
    if done.returncode:
        raise RuntimeError(f"Looking at an upload failed: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    answer = json.loads(done.stdout)
    if "finding" in answer:
        raise Found(Finding(answer["finding"]))
    return answer["facts"]


@contextmanager
def _on_disk(file: BinaryIO) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        while block := file.read(1024 * 1024):
            copy.write(block)
        copy.seek(0)
        yield copy
