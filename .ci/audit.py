"""What a release is asked before it goes out (``make audit``): known advisories, licences, secrets.

Advisories come from the index that pip uses, or from a service of the OSV kind at ``AUDIT_OSV_URL`` (a mirror in the
house will do). Where nobody answers, that is said; ``AUDIT_MUST_ASK=1`` makes it a failure.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = "requirements-dev.txt"
# What a city installs; the tools of developers never leave their machines.
SHIPPED = ("requirements.txt", "requirements-demo.txt", "requirements-s3.txt")
# Each may be used, changed and passed on with a site under any licence; LGPL and MPL bind changes of the library only.
ALLOWED_LICENCES = re.compile(
    r"MIT|BSD|Apache|ISC|Python Software Foundation|PSF|LGPL|Lesser General Public|MPL|Mozilla Public", re.IGNORECASE
)
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
# The patterns must not find themselves.
SECRETS = (
    "-----BEGIN [A-Z ]*[P]RIVATE KEY",
    "[A]KIA[0-9A-Z]{16}",
    "[g]h[pousr]_[A-Za-z0-9]{36}",
    "[x]ox[abprs]-[A-Za-z0-9-]{10}",
    "[e]yJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}\\.",
)


def main() -> int:
    """Ask all three, print what was found, and return 1 when anything was."""
    found = [*advisories(), *licences(), *secrets()]
    print("\n".join([*found, f"{len(found)} findings." if found else "The audit found nothing."]))
    return int(bool(found))


def advisories() -> list[str]:
    """Return a line for each locked package with an open advisory."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        command += ["--requirement", str(ROOT / EVERYTHING), "--output", report.name]
        if address := os.environ.get("AUDIT_OSV_URL"):
            command += ["--vulnerability-service", "osv", "--osv-url", address]
        subprocess.run(command, cwd=ROOT, capture_output=True)
        answer = Path(report.name).read_text()
    packages = json.loads(answer)["dependencies"] if answer else []
    asked = [package for package in packages if "skip_reason" not in package]
    if not asked:
        return _nobody_answered()
    unknown = len(packages) - len(asked)
    print(f"Advisories of {len(asked)} locked packages were asked" + f", {unknown} are unknown there." * bool(unknown))
    return [
        f"{package['name']} {package['version']}: {advisory['id']}, mended in {', '.join(advisory['fix_versions'])}"
        for package in asked
        for advisory in package["vulns"]
    ]


def _nobody_answered() -> list[str]:
    sentence = "Advisories could not be asked: no service answers here (AUDIT_OSV_URL names another one)."
    if os.environ.get("AUDIT_MUST_ASK") == "1":
        return [sentence]
    print(sentence)
    return []


def licences() -> list[str]:
    """Return a line for each package that a city installs under a licence that is not on the list."""
    shipped = {_same(name) for path in SHIPPED for name in PINNED.findall((ROOT / path).read_text())}
    installed = {_same(package.metadata["Name"]): package for package in distributions()}
    known = {name: licence_of(installed[name]) for name in sorted(shipped & set(installed))}
    print(f"Licences of {len(known)} packages were read.")
    return [
        f"{name}: {text or 'no licence named'}" for name, text in known.items() if not ALLOWED_LICENCES.search(text)
    ]


def licence_of(package: Distribution) -> str:
    """Return the licence that a package names: as an expression, as classifiers or in words."""
    classifiers: Iterable[str] = package.metadata.get_all("Classifier") or []
    named = "; ".join(line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License"))
    return package.metadata.get("License-Expression") or named or (package.metadata.get("License") or "").split("\n")[0]


def secrets() -> list[str]:
    """Return where a tracked file holds what looks like a secret, without the secret."""
    patterns = [part for pattern in SECRETS for part in ("-e", pattern)]
    command = ["git", "grep", "--line-number", "--only-matching", "-I", "-E", *patterns, "--", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return [f"{':'.join(line.split(':')[:2])}: this looks like a secret" for line in done.stdout.splitlines()]


def _same(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
