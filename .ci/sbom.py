"""The software bill of materials of what a city installs (``make sbom``): CycloneDX, from the locked requirements."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)(.*(?:\n {4}--hash=.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill_of_materials(locked: str, release: str) -> Bom:
    """Return the bill of a site of this release that was installed from this locked list."""
    bom = Bom()
    licences = LicenseFactory()
    site = bom.metadata.component = Component(
        name="teilhabe",
        version=release,
        type=ComponentType.APPLICATION,
        licenses=[licences.make_from_string("EUPL-1.2")],
    )
    for name, version, rest in LOCKED.findall(locked):
        package = Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", name=name, version=version),
            licenses=[licences.make_from_string(licence)] if (licence := _licence(name)) else [],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=found) for found in HASH.findall(rest)],
        )
        bom.components.add(package)
        bom.register_dependency(site, [package])
    return bom


def _licence(name: str) -> str:
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        # Locked for another platform.
        return ""
    classified = [
        line.rsplit(" :: ", 1)[1] for line in metadata.get_all("Classifier", []) if line.startswith("License")
    ]
    return metadata.get("License-Expression") or (classified[0] if classified else "")


if __name__ == "__main__":
    release = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    bom = bill_of_materials((ROOT / "requirements.txt").read_text(encoding="utf-8"), release[1])
    sys.stdout.write(JsonV1Dot6(bom).output_as_string(indent=2))
