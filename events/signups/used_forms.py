"""Each form counts once: sent again, by a double click or by going back, it gets the answer of the first time."""

from datetime import datetime, timedelta

from cms.forms.form_start import FORM_LASTS
from cms.ground.compiled_queries import PreparedInsert

from ..models.event import Event
from ..models.used_form import UsedForm
from .rules import SignupStatus

# A form that is sent again after its time is refused for its age; until then its key has to be known.
KEPT = FORM_LASTS + timedelta(hours=1)
USED = PreparedInsert(UsedForm)


def use_up(event: Event, form_key: str, status: SignupStatus, now: datetime) -> None:
    """Note that this form was taken, in the transaction that writes what it said."""
    if form_key:
        USED.save(UsedForm(event=event, key=form_key, status=status, at=now))


def clear_used_forms(now: datetime) -> int:
    """Forget forms that are too old to be sent again; return how many."""
    return UsedForm.objects.filter(at__lte=now - KEPT).delete()[0]
