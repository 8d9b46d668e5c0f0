from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldIcon(models.TextChoices):
    """What may stand for a field of action: names of symbols of the sheet (``cms/templatetags/icons.py``)."""

    SPEECH = "speech", _("speech bubble")
    FAMILY = "family", _("family")
    SCHOOL = "school", _("open book")
    TRAINING = "training", _("mortarboard")
    WORK = "work", _("briefcase")
    HOUSE = "house", _("house")
    HEALTH = "health", _("heart")
    CULTURE = "culture", _("notes of music")
    ARRIVAL = "arrival", _("signpost")
    PARTICIPATION = "participation", _("ballot box")
    TOGETHER = "together", _("two rings")
