from django.db import models
from django.db.models import F, Q

from cms.ground.raises import SEATS

from .event import Event
from .signup import Signup


class OptionSeat(models.Model):
    """A place at a table, or in a workshop, that somebody with a seat has taken. Only ``events.signups`` writes it.

    ``places`` is how many there were when it was given: a limit that is lowered later takes no place away.
    """

    raises = SEATS

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="option_seats")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="option_seats")
    question = models.CharField(max_length=36)
    option = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "question", "option", "number"], name="option_seat_once"),
            models.UniqueConstraint(fields=["signup", "question"], name="option_seat_one_per_question"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=F("places")), name="option_seat_within_its_places"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.option}: {self.number}"
