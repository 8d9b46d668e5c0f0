"""The number rises with what visitors are shown, in the transaction of the write, and with nothing else."""

import json
import subprocess
import sys

from tests.databases import ROOT, process_environment

SHOWN = [
    *("that draft published", "update() past every save", "page moved", "page restricted", "restriction lifted"),
    *("page unpublished", "page deleted", "translation published", "state of a translation", "site renamed"),
    *("menus", "language opened", "term published", "picture described", "rendition removed", "event published"),
    *("update() of an event", "venue renamed", "page of an event deleted", "file added", "release moved"),
    *("publication made", "dates of erasing"),
]
UNSEEN = [
    *("draft of a live page", "published again as it is", "new page as a draft", "draft page saved"),
    *("draft page deleted", "page locked", "term as a draft", "account made", "picture uploaded", "rendition made"),
    *("event as a draft", "sign-up, confirmed", "code saved", "download counted", "publication live"),
    "seat book written",
]


def test_each_write_raises_the_number_or_does_not(database_url, tmp_path):  # R8
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.cms.generation.writes"],
        cwd=ROOT,
        env=process_environment(database_url, tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rose = json.loads(done.stdout.splitlines()[-1])
    assert ({name for name in rose if rose[name]}, {name for name in rose if not rose[name]}) == (
        set(SHOWN),
        set(UNSEEN),
    )
