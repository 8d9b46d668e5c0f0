"""The loop that does what nobody clicks: send mails, publish what is scheduled, let holds lapse."""

import logging
import signal
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.module_loading import import_string

from cms.erasures.brought_back import refusal_to_serve
from cms.ground.steady_clock import steady_now
from cms.health.job_runs import JobNotes
from cms.mail.destination import destination

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Runs the jobs of settings.WORKER_JOBS again and again, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Run every job once, then end.")
        parser.add_argument("--interval", type=float, default=5, help="Seconds between two rounds (5).")

    def handle(self, *args, **options):
        if refusal := refusal_to_serve():
            raise CommandError(refusal)
        jobs = {path: import_string(path) for path in settings.WORKER_JOBS}
        notes = JobNotes()
        logger.info("Mails leave by %s.", destination())
        if options["once"]:
            run_round(jobs, notes)
            notes.write()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            run_round(jobs, notes, stop)
            stop.wait(options["interval"])


def run_round(jobs: dict, notes: JobNotes, stop: threading.Event | None = None) -> None:
    """Run each job once; a job that fails is logged and the others still run.

    One that returns None had nothing to try yet, which says nothing about whether it works.
    """
    for path, job in jobs.items():
        if stop is not None and stop.is_set():
            return
        close_old_connections()
        try:
            done = job(steady_now())
        except Exception as error:
            logger.exception("The job %s failed; the next round tries again.", path)
            notes.failed(path, error)
        else:
            if done is not None:
                notes.done(path)
            if done:
                logger.info("%s: %d done", path, done)
    close_old_connections()
