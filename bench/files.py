"""Makes the publications whose files are measured, in the database of the settings.

    python -m bench.files BYTES [BYTES ...]

Prints, for each size, the address of the file and where it is stored. The content is no real PDF: nobody reads it.
"""

import hashlib
import json
import os
import sys

import django


def main(sizes: list[int]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    from django.conf import settings

    from downloads.examining.file_facts import PDF
    from downloads.files.file_names import file_url
    from downloads.models import PublicationFile
    from tests.builders import make_home
    from tests.downloads.publications import make_publication

    make_home()
    made = []
    for size in sizes:
        content = b"%PDF-1.7\n".ljust(size, b"x")
        name = f"publications/{size}.pdf"
        target = settings.PRIVATE_ROOT / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        file = PublicationFile(publication=make_publication(), language="de", title=f"Analyse {size}", file=name)
        file.content_type, file.size, file.digest = PDF, size, hashlib.sha256(content).hexdigest()
        file.save()
        made.append({"address": file_url(file), "stored": str(target)})
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
