from django.db import models
from django.utils.translation import gettext_lazy as _


class SignupState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("not confirmed yet")
    PENDING = "pending", _("to be decided")
    CONFIRMED = "confirmed", _("confirmed")
    OFFERED = "offered", _("seat offered")
    WAITING = "waiting", _("on the waiting list")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")


HOLDING_A_SEAT = [SignupState.UNCONFIRMED, SignupState.PENDING, SignupState.CONFIRMED, SignupState.OFFERED]
ACTIVE = [*HOLDING_A_SEAT, SignupState.WAITING]


class HoldMail(models.TextChoices):
    """What became of the mail from whose delivery a hold or an offer counts."""

    OWED = "owed", _("not sent yet")
    DELIVERED = "delivered", _("delivered")
    REFUSED = "refused", _("refused for good")
    LOST = "lost", _("never left")


# Only failures on our side suspend a hold.
SUSPENDING = [HoldMail.OWED, HoldMail.LOST]
UNREACHED = [*SUSPENDING, HoldMail.REFUSED]


class SignupSource(models.TextChoices):
    WEB = "web", _("website")
    PHONE = "phone", _("phone")
    PAPER = "paper", _("paper")


class EventStatus(models.TextChoices):
    PLANNED = "planned", _("going ahead as planned")
    MOVED = "moved", _("moved to another date or venue")
    POSTPONED = "postponed", _("postponed, new date follows")
    CANCELLED = "cancelled", _("cancelled")


class AttendanceMode(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("on site and online")


class EventAccess(models.TextChoices):
    OPEN = "open", _("open to everyone")
    INVITATION = "invitation", _("by invitation")


class AccessFeature(models.TextChoices):
    STEP_FREE = "step_free", _("step-free access")
    ACCESSIBLE_TOILET = "accessible_toilet", _("accessible toilet")
    HEARING_LOOP = "hearing_loop", _("hearing loop")
    SIGN_LANGUAGE = "sign_language", _("German sign language")
    QUIET_ROOM = "quiet_room", _("quiet room")
    CHILD_CARE = "child_care", _("child care")
    SPEECH_TO_TEXT = "speech_to_text", _("speech-to-text interpreting")


class NeedKind(models.TextChoices):
    SIGN_LANGUAGE = "sign_language", _("German sign language")
    INTERPRETER = "interpreter", _("interpreter")
    STEP_FREE = "step_free", _("step-free access")
    CHILD_CARE = "child_care", _("child care")
    OTHER = "other", _("something else")


class StepKind(models.TextChoices):
    MOVED = "moved", _("status changed")
    CORRECTED = "corrected", _("details corrected")
    ADDRESS = "address", _("email address changed")
    REPEATED = "repeated", _("mail sent again")
    TOLD = "told", _("told by phone")
    ATTENDED = "attended", _("checked in")
    NOT_ATTENDED = "not_attended", _("check-in undone")
    NEED_ERASED = "need_erased", _("access needs deleted")
    ERASED = "erased", _("personal data deleted")


class ErasedThing(models.TextChoices):
    SIGNUP = "signup", _("sign-up")
    NEED = "need", _("access needs")


class ErasureCause(models.TextChoices):
    RETENTION = "retention", _("retention period ended")
    UNCONFIRMED = "unconfirmed", _("never confirmed")
    PERSON = "person", _("at the person's request")
    STAFF = "staff", _("staff")
    RESTORE = "restore", _("back after a restore")


class Actor(models.TextChoices):
    VISITOR = "visitor", _("the person")
    STAFF = "staff", _("staff")
    SYSTEM = "system", _("system")
