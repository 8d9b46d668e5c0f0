from django.db import models
from django.utils import timezone

from cms.ground.raises import NEVER_SHOWN

from .event import Event


class UsedForm(models.Model):
    """A form of a sign-up that was sent and taken; sent once more, it gets the same answer and writes nothing.

    The key is random and says nothing about whoever sent it. The row is deleted once the form itself is too old.
    """

    raises = NEVER_SHOWN

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=22, unique=True)
    # What the event looked like then: the only thing that the answer depends on.
    status = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"used form of {self.event_id}"
