"""A private PostgreSQL cluster for one test run: found on the machine, started on first use, removed at the end."""

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

USER = "teilhabe"


def programs() -> Path | None:
    """The folder that holds initdb and pg_ctl, newest version first; Debian keeps it out of PATH."""
    candidates = [Path(found).resolve().parent for found in [shutil.which("initdb"), shutil.which("pg_ctl")] if found]
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    candidates += sorted(versions, key=lambda path: float(path.parent.name), reverse=True)
    return next(
        (folder for folder in candidates if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None
    )


def start_cluster(folder: Path, *, safe_against_power_cuts: bool = False, archive: str = "") -> str:
    """Start a cluster in ``folder`` and return the address of its maintenance database.

    ``archive`` names a folder in it that keeps the write-ahead log.
    """
    folder.mkdir()
    port = free_port()
    if os.getuid() == 0:
        shutil.chown(folder, _owner())
        # The folders of a test run are closed to others; the server's user has to pass through.
        folder.parent.chmod(0o711)
    _run("initdb", "-D", folder / "data", "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    # The rows of a test run need not survive a power cut.
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    options += f" -c fsync={'on' if safe_against_power_cuts else 'off'}"
    if archive:
        options += (
            f' -c archive_mode=on -c "archive_command=mkdir -p {folder / archive} && cp %p {folder / archive}/%f"'
        )
    _run("pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", options, "-w", "start")
    return f"postgresql://{USER}@127.0.0.1:{port}/postgres"


def stop_cluster(folder: Path, data: str = "data", *, mode: str = "immediate") -> None:
    """Stop what ``start_cluster`` started; its files go with the folder of the test run."""
    _run("pg_ctl", "-D", folder / data, "-m", mode, "-w", "stop")


def copy_cluster(folder: Path, url: str, copy: str) -> None:
    """Copy a cluster that runs into its folder, as ``copy``."""
    _run("pg_basebackup", "-d", url, "-D", folder / copy, "--checkpoint=fast", "--no-sync")


def recover_cluster(folder: Path, copy: str, archive: str, moment: str) -> str:
    """Start a copy as what the cluster was at a moment, by the log that it kept; return its address."""
    port = free_port()
    (folder / copy / "recovery.signal").touch()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    # Nobody is let in before the moment is reached.
    options += f' -c hot_standby=off -c "restore_command=cp {folder / archive}/%f %p"'
    options += f' -c "recovery_target_time={moment}" -c recovery_target_action=promote'
    _run("pg_ctl", "-D", folder / copy, "-l", folder / "recovery-log", "-o", options, "-w", "start")
    return f"postgresql://{USER}@127.0.0.1:{port}/postgres"


def _run(program: str, *arguments: object) -> None:
    folder = programs()
    assert folder is not None
    # PostgreSQL refuses to run as root.
    account = {"user": _owner(), "group": _owner(), "extra_groups": []} if os.getuid() == 0 else {}
    done = subprocess.run(
        [folder / program, *map(str, arguments)],
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        text=True,
        **account,
    )
    if done.returncode:
        raise RuntimeError(
            f"{program} failed with code {done.returncode}: {done.stderr or 'its log is in the data folder'}"
        )


def _owner() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
