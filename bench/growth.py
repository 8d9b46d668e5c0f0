"""``make bench-growth``: what the site costs when much has gathered, beside the small site that it was.

On PostgreSQL, in one process without a server, and without kept pages. First a small site is measured, then so many
events with pages, updates and sign-ups are added, and the same is measured again: milliseconds (median of several), the
number of queries, and how much the process has grown at its highest, in MiB. Only ratios of one run say something.

    python -m bench.growth [--events 1000] [--news 1000] [--signups 20000]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.signups import OURS, postgres, run
from tests.databases import ROOT, process_environment

TIMES = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--news", type=int, default=1000)
    parser.add_argument("--signups", type=int, default=20000)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.events, options.news, options.signups)
        return
    with tempfile.TemporaryDirectory(prefix="teilhabe-bench-") as folder, postgres(Path(folder)) as new_url:
        url = new_url()
        run(url, Path(folder), OURS, "-m", "django", "migrate", "--verbosity", "0")
        numbers = [f"--events={options.events}", f"--news={options.news}", f"--signups={options.signups}"]
        settings = {"DJANGO_SETTINGS_MODULE": OURS, "PAGE_CACHE": "0", "STAFF_SECOND_FACTOR": "0"}
        environment = process_environment(url, Path(folder), **settings)
        command = [sys.executable, "-m", "bench.growth", "--here", *numbers]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def measure(events: int, news: int, signups: int) -> None:
    """Build the small site, measure it, let it grow, measure it again, print both."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", OURS)
    django.setup()
    site = Site()
    small = site.costs()
    started = time.monotonic()
    site.grow(events, news, signups)
    took = time.monotonic() - started
    grown = site.costs()
    lines = [f"\n{events} events, {news} updates, {signups} sign-ups more, added in {took:.0f} s"]
    lines.append(f"{'':<28}  small: ms  queries    MiB   grown: ms  queries    MiB   ratio")
    for name, (ms, queries, mib) in small.items():
        ms_then, queries_then, mib_then = grown[name]
        lines.append(
            f"{name:<28}  {ms:>9.1f}  {queries:>7}  {mib:>5.1f}   {ms_then:>9.1f}  {queries_then:>7}  {mib_then:>5.1f}"
            f"   {ms_then / ms:>5.2f}"
        )
    sys.stdout.write("\n".join(lines) + "\n")


class Site:
    """The site of this process, as an editor and the domain make it."""

    def __init__(self) -> None:
        from home.models import NewsIndexPage, NewsPage
        from tests.builders import add_page, make_event, make_event_index, make_event_page, make_home

        self.home = make_home()
        self.index = make_event_index(self.home)
        self.news = add_page(self.home, "Aktuelles", NewsIndexPage, slug="aktuelles")
        self.update = add_page(self.news, "Neues", NewsPage, slug="neues")
        self.event = make_event("Werkstatt", capacity=100_000, review=False)
        self.page = make_event_page(self.index, self.event)
        self.number = 0
        self.sign_up()

    def sign_up(self) -> None:
        from tests.builders import signed_up_and_confirmed

        self.number += 1
        signed_up_and_confirmed(self.event, 1_000_000 + self.number)

    def grow(self, events: int, news: int, signups: int) -> None:
        from datetime import timedelta
        from itertools import count

        from django.db.models import Max
        from django.utils import timezone

        from bench.bulk_pages import copy_page
        from events.models import Signup
        from events.signups.search_key import search_key
        from events.signups.sort_key import sort_key
        from tests.builders import make_event, make_event_page

        venue, form = self.event.venue, self.event.signup_form
        for number in range(events):
            start = timezone.now() + timedelta(days=number % 60 + 1 if number % 10 == 0 else -number % 900 - 1)
            facts = {"venue": venue, "signup_form": form, "starts_at": start, "ends_at": start + timedelta(hours=2)}
            make_event_page(self.index, make_event(f"Nr. {number}", **facts), f"Nr. {number}", slug=f"nr-{number}")
        self.news.refresh_from_db()
        copy_page(self.update, self.news, news)
        one = Signup.objects.filter(state="confirmed").first()
        kept = {field.name for field in Signup._meta.local_fields} - {"id", "public_id", "seat_no"}
        columns = {name: getattr(one, name) for name in kept}
        # Seats are given in a row, as in life; every fifth person has cancelled since.
        seats = count(Signup.objects.aggregate(highest=Max("seat_no"))["highest"] + 1)
        for first in range(0, signups, 1000):
            Signup.objects.bulk_create(
                Signup(
                    **{
                        **columns,
                        "email": f"grown-{number}@example.org",
                        "email_key": f"grown-{number}@example.org",
                        "family_name": f"Nummer {number}",
                        "search_key": search_key(f"Nummer {number}", one.given_name, ""),
                        "sort_key": sort_key(f"Nummer {number}", one.given_name, ""),
                        "state": "confirmed" if number % 5 else "cancelled",
                    },
                    seat_no=next(seats) if number % 5 else None,
                )
                for number in range(first, min(first + 1000, signups))
            )
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def costs(self) -> dict[str, tuple[float, int, float]]:
        from datetime import date

        from django.test import Client, RequestFactory
        from django.urls import reverse

        # Whoever is logged in by force has the standing of staff from then on.
        import tests.staff_sessions  # noqa: F401
        from cms.models import User
        from events.desk.on_the_day.attendance import AttendanceScreen
        from events.desk.on_the_day.check_in import CheckInScreen
        from events.desk.records.export import signups_to_export, table
        from events.signups.paper_codes import signup_with
        from tests.builders import make_admin

        admin = User.objects.filter(username="admin").first() or make_admin()

        def check_in(query: str) -> None:
            request = RequestFactory().get("/", {"search": "key"} if query else {})
            request.user, request.session = admin, {"private_searches": {"key": query}}
            screen = CheckInScreen()
            screen.setup(request, pk=self.event.pk)
            screen.get_context_data()

        def attendance() -> None:
            request = RequestFactory().get("/")
            request.user = admin
            AttendanceScreen.as_view()(request, pk=self.event.pk).close()

        def export() -> None:
            file, _number = table("xlsx", self.event, signups_to_export(self.event, [], ""))
            file.close()

        staff = Client(headers={"host": "127.0.0.1"})
        staff.force_login(admin)
        year = date.today().year - 1
        return {
            "home": cost(lambda: page("/de/")),
            "event index": cost(lambda: page(self.index.url)),
            "events of a year": cost(lambda: page(f"{self.index.url}?year={year}")),
            "event": cost(lambda: page(self.page.url)),
            "news": cost(lambda: page(self.news.url)),
            "sitemap, first part": cost(lambda: page("/sitemap-1.xml")),
            "calendar": cost(lambda: page("/de/calendar.ics")),
            "explorer": cost(lambda: page(f"/admin/pages/{self.news.pk}/", staff)),
            "search of pages": cost(lambda: page("/admin/pages/search/?q=nr", staff)),
            "board of translations": cost(lambda: page("/admin/languages/board/", staff)),
            "list of sign-ups": cost(lambda: page(reverse("signups:index"), staff)),
            "event desk": cost(lambda: page(reverse("event_desk", args=[self.event.pk]), staff)),
            "paper code": cost(lambda: signup_with(self.event, "ABC-DEF-GHJ-KMN", "Nummer")),
            "check-in": cost(lambda: check_in("")),
            "check-in, search": cost(lambda: check_in("nummer 77")),
            "attendance list": cost(attendance, times=3),
            "sign-up and confirmation": cost(self.sign_up),
            "export as XLSX": cost(export, times=1),
        }


def page(address: str, client=None) -> None:
    from django.test import Client

    response = (client or Client(headers={"host": "127.0.0.1"})).get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")


def cost(action: Callable[[], None], times: int = TIMES) -> tuple[float, int, float]:
    """Return the median milliseconds, the number of queries, and by how many MiB the process grew at its highest."""
    from django.db import connection, reset_queries

    if times > 1:
        action()
    before = highest_memory()
    took = []
    for _time in range(times):
        started = time.perf_counter()
        action()
        took.append((time.perf_counter() - started) * 1000)
    grown = highest_memory() - before
    connection.force_debug_cursor = True
    reset_queries()
    action()
    queries = len(connection.queries)
    connection.force_debug_cursor = False
    return statistics.median(took), queries, grown


def highest_memory() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
