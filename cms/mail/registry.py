"""Which function makes the text of which kind of mail; the rooms enter theirs when their app is ready."""

from collections.abc import Callable

from django.core.mail import EmailMessage

Renderer = Callable[[dict, str], EmailMessage | None]

_renderers: dict[str, Renderer] = {}


def register(kind: str, renderer: Renderer) -> None:
    """Let ``renderer(payload, language)`` make the mails of ``kind``; it returns None for one nobody needs any more."""
    if _renderers.get(kind, renderer) is not renderer:
        raise ValueError(f"The kind of mail {kind!r} is registered twice.")
    _renderers[kind] = renderer


def renderer_of(kind: str) -> Renderer:
    return _renderers[kind]


def kinds() -> list[str]:
    """Return all kinds of mail, sorted."""
    return sorted(_renderers)
