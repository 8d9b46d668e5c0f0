from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.ground.raises import NEVER_SHOWN

from .consequence import Action


class Answer(models.Model):
    """Who agreed, and when, to what a publish, a taking down or a deletion does to people.

    ``revision`` is what became live; None for what has no drafts. ``kinds`` holds, for each kind of consequence, its
    number and what exactly. ``person`` is None where a command answered, which ``by`` names.
    """

    raises = NEVER_SHOWN

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    object_name = models.CharField(_("about"), max_length=255)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(_("action"), max_length=10, choices=Action)
    kinds = models.JSONField(_("consequences"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.CharField(_("answered by"), max_length=50, blank=True)
    answered_at = models.DateTimeField(_("answered at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer to consequences")
        verbose_name_plural = _("answers to consequences")
        ordering = ["-answered_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="answer_about")]
        constraints = [
            models.CheckConstraint(condition=models.Q(action__in=Action.values), name="answer_action_known"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.object_name}"
