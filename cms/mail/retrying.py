"""What staff do about mails that failed: send them once more, or settle the matter by phone."""

from django.utils import timezone

from .models import Mail, MailState


def send_again(pk: int) -> bool:
    """Queue a failed mail anew, with all its tries; return False when somebody was faster."""
    return bool(
        _failed(pk).update(state=MailState.QUEUED, tries=0, next_try_at=timezone.now(), leased_until=None, error="")
    )


def settle_by_phone(pk: int) -> bool:
    """Stop a failed mail, because the person has been told otherwise; return False when somebody was faster."""
    return bool(_failed(pk).update(state=MailState.STOPPED, payload={}, error="", leased_until=None))


def _failed(pk: int):
    return Mail.objects.filter(pk=pk, state=MailState.FAILED)
