"""The process in which one file is looked at: ``python -I .../examining <kind> < file``, the answer as JSON.

Nothing of the site is here, neither its settings nor its secrets; memory and time are bounded.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY_BYTES = 768 * 1024**2
CPU_SECONDS = 20


def main(kind: str) -> dict:
    """Return ``{"facts": ...}`` or ``{"finding": ...}`` for the file that stands in the standard input."""
    from downloads.examining.findings import Finding, Found
    from downloads.examining.office import examine_office
    from downloads.examining.pdf import examine_pdf

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        facts = examine_pdf(sys.stdin.buffer) if kind == "pdf" else examine_office(sys.stdin.buffer, kind)
    except Found as found:
        return {"finding": found.finding}
    except (MemoryError, RecursionError):
        return {"finding": Finding.TOO_COMPLICATED}
    except Exception:  # a parser that is fed with anything may fail in any way
        return {"finding": Finding.PDF_BROKEN if kind == "pdf" else Finding.OFFICE_BROKEN}
    return {"facts": facts}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.stdout.write(json.dumps(main(sys.argv[1])))
