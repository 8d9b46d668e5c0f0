"""One sign-up: what the person told us, what became of it, and what can be done now."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.mail.models import Mail, MailState
from cms.mail.registry import label_of

from ...models.enums import StepKind
from ...models.signup import Need, Signup, Step
from ...signups import audit
from ..screens.names import name_of, staff_name
from ..screens.permissions import VIEW, VIEW_NEEDS
from ..screens.signup_screen import SignupScreen
from .actions import buttons_for
from .stored_data import panels_about


class DetailScreen(SignupScreen):
    required = (VIEW,)
    template_name = "events/admin/signup_detail.html"
    page_title = _("Sign-up")
    shows_erased = True

    def get_context_data(self, **kwargs) -> dict:
        signup, user = self.signup, self.request.user
        need = Need.objects.filter(signup=signup).first() if user.has_perm(VIEW_NEEDS) else None
        if need:
            audit.note("needs", signup, user)
        return super().get_context_data(
            name=name_of(signup),
            state=capfirst(signup.get_state_display()),
            panels=panels_about(signup, need),
            history=[history_line(step) for step in signup.steps.select_related("user")],
            mails=mails_about(signup),
            buttons=buttons_for(user, signup, timezone.now()),
            **kwargs,
        )

    def way_here(self) -> list[dict]:
        return self.way_to_the_list()


def mails_about(signup: Signup) -> list[dict]:
    """Return the mails that are owed to the person or failed; one that was sent no longer knows whom it was about."""
    mails = Mail.objects.filter(payload__signup=str(signup.public_id)).exclude(state=MailState.SENT)
    return [
        {
            "label": label_of(mail.kind),
            "state": mail.get_state_display(),
            "failed": mail.state == MailState.FAILED,
            "tries": mail.tries,
            "created_at": mail.created_at,
        }
        for mail in mails
    ]


def history_line(step: Step) -> dict:
    """Return one line of history in words."""
    return {
        "at": step.at,
        "what": capfirst(step.get_to_state_display() if step.kind == StepKind.MOVED else step.get_kind_display()),
        "before": step.get_from_state_display() if step.kind == StepKind.MOVED else "",
        "who": staff_name(step.user) if step.user else step.get_actor_display(),
    }
