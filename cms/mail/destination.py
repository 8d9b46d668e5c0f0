"""Where mails go from here, in words for the log and for the operator."""

from django.conf import settings

ENCRYPTED = {(False, False): "unencrypted", (True, False): "STARTTLS", (False, True): "TLS"}


def destination() -> str:
    """Return the folder or the mail server with its encryption; never its password."""
    if settings.EMAIL_BACKEND == "cms.mail.files.EmailBackend":
        return f"files in {settings.EMAIL_FILE_PATH}, to nobody"
    if not settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        return settings.EMAIL_BACKEND
    encryption = ENCRYPTED[bool(settings.EMAIL_USE_TLS), bool(settings.EMAIL_USE_SSL)]
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} ({encryption}), from {settings.DEFAULT_FROM_EMAIL}"
