from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.consequences.consequence import Action
from cms.consequences.gate import require_answer
from cms.ground.as_read import FormThatTellsOfChanges
from cms.ground.raises import NEVER_SHOWN


class WorkingGroup(models.Model):
    """People who read internal drafts. No group of Django's: whoever is invited here gets no right in the admin."""

    raises = NEVER_SHOWN

    name = models.CharField(_("name"), max_length=150, unique=True, help_text=_("Members see it after they log in."))
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="working_groups", verbose_name=_("members")
    )

    base_form_class = FormThatTellsOfChanges
    panels = [FieldPanel("name")]

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args, **kwargs) -> tuple:
        """Delete the group. Raises Unanswered while it has members or publications."""
        require_answer(Action.DELETE, self)
        return super().delete(*args, **kwargs)


class Membership(models.Model):
    """One person in one working group."""

    raises = NEVER_SHOWN

    working_group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["user__email", "pk"]
        constraints = [models.UniqueConstraint(fields=["working_group", "user"], name="one_membership_per_group")]
