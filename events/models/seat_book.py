from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from cms.ground.raises import SEATS

if TYPE_CHECKING:
    from .event import Event


class SeatBook(models.Model):
    """What run time writes about an event, and the row that every writer of sign-ups locks.

    Publishing an event writes all columns of ``Event`` from a revision, so nothing that run time writes may live there.
    """

    # The privacy page names when what is erased, machines when the event was to be.
    raises = replace(
        SEATS,
        published_columns=(
            *("signups_erased_at", "signups_erased_set_at"),
            *("needs_erased_at", "needs_erased_set_at"),
            "previous_start",
        ),
    )

    event = models.OneToOneField("events.Event", on_delete=models.CASCADE, related_name="seat_book")
    writes = models.PositiveBigIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    # The capacity when it was published last, or the ordinary seats that were held then, if those were more.
    capacity_ceiling = models.PositiveIntegerField(default=0)
    announced_start = models.DateTimeField(null=True)
    announced_end = models.DateTimeField(null=True)
    announced_place = models.CharField(max_length=400, blank=True)
    announced_status = models.CharField(max_length=10, blank=True)
    # What else people need to arrive, as they were told last: see events.signups.arrival.
    announced_arrival = models.JSONField(null=True)
    # The start that people knew before the one that is announced.
    previous_start = models.DateTimeField(null=True)
    # When the data of the event's people is erased, and since when that date stands: see events.models.erasing_dates.
    signups_erased_at = models.DateTimeField(default=timezone.now)
    signups_erased_set_at = models.DateTimeField(default=timezone.now)
    needs_erased_at = models.DateTimeField(default=timezone.now)
    needs_erased_set_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"seat book of {self.event}"

    @staticmethod
    def erasing_dates(event: "Event") -> dict:
        """Return the dates for the book of a new event; those that stand from now on."""
        return {"signups_erased_at": event.erased_at, "needs_erased_at": event.needs_erased_at}
