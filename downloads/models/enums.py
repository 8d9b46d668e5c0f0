from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    DRAFT = "draft", _("draft")
    FINAL = "final", _("final version")


class Audience(models.TextChoices):
    PUBLIC = "public", _("everybody")
    GROUP = "group", _("working groups only")
