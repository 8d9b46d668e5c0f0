"""One of several processes that count downloads of one file at the same moment; run by test_counting.py.

    python -m tests.downloads.race FILE THREADS EACH

Prints how many were not counted.
"""

import logging
import os
import sys
import threading

import django


class Warnings(logging.Handler):
    """Counts what is logged."""

    number = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.number += 1


def main(file_id: int, threads: int, each: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.utils import timezone

    from downloads.models import PublicationFile
    from downloads.serving.counting import count, logger

    warnings = Warnings()
    logger.addHandler(warnings)
    file = PublicationFile.objects.get(pk=file_id)
    now = timezone.now()
    together = threading.Barrier(threads)

    def work() -> None:
        from django.db import connection

        connection.ensure_connection()
        together.wait()
        for _download in range(each):
            count(file, now)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(warnings.number)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
