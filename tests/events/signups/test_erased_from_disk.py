"""What was erased stands nowhere in the files of an SQLite database any more."""

from pathlib import Path

from tests.databases import manage
from tests.reliability.crowd import shell

CANARY = "Wachtelkönig"
ERASED = """
from tests.builders import make_event_row, signed_up_and_confirmed
signed_up_and_confirmed(make_event_row(), family_name={canary!r}, answers={{"a": {canary!r}}})
"""


def traces_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.sqlite3*") if CANARY.encode() in file.read_bytes())


def test_an_erased_name_stands_in_neither_the_database_nor_its_log(sqlite_url, tmp_path):  # S20 V1
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    shell(sqlite_url, tmp_path, ERASED.format(canary=CANARY))
    assert traces_in(folder) != []
    # It ends at once, so that closing the last connection doesn't tidy up.
    manage(
        sqlite_url,
        tmp_path,
        *("shell", "--no-imports", "-c"),
        "from events.models import Signup; from events.signups import erase; "
        "[erase(signup.public_id) for signup in Signup.objects.all()]; import os; os._exit(0)",
    )
    assert traces_in(folder) == []
