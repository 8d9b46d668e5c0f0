"""How Wagtail writes down the addresses that pages lose by another slug or place."""

from collections import defaultdict

from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator

LONGEST = Redirect._meta.get_field("old_path").max_length or 0


class KeepsWhatFits(BatchRedirectCreator):
    """Leaves out what no column holds, and deletes what it replaces by lists of addresses.

    Wagtail's own ends in an error of the database for an address of more than 255 characters (PostgreSQL) and for more
    than a thousand pages below (SQLite), and without anything left to write it deletes all that was ever written.
    An address that is left out is still found by that of a page above it (``leading_on``).
    """

    def add(self, *, instance: Redirect | None = None, **kwargs) -> None:
        redirect = instance or self.initialize_instance(kwargs)
        if len(redirect.old_path) <= LONGEST:
            super().add(instance=redirect)

    def process(self) -> None:
        if self.items:
            super().process()

    def pre_process(self) -> None:
        by_site = defaultdict(list)
        for item in self.items:
            by_site[item.site_id].append(item.old_path)
        for site_id, paths in by_site.items():
            Redirect.objects.filter(automatically_created=True, site_id=site_id, old_path__in=paths).delete()
