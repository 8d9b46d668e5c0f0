"""Which function makes the text of which kind of mail, and who wants to know what became of it.

The rooms enter theirs when their app is ready.
"""

from collections.abc import Callable
from enum import Enum

from django.core.mail import EmailMessage
from django.utils.functional import Promise


class Outcome(Enum):
    """What became of a mail: a mail server took it, said no to its reader for good, or it never left our side.

    One that was taken may still come back.
    """

    DELIVERED = "delivered"
    REFUSED = "refused"
    NEVER_LEFT = "never_left"
    CAME_BACK = "came_back"


Renderer = Callable[[dict, str], EmailMessage | None]
Reporter = Callable[[dict, Outcome], None]

Label = str | Promise

_renderers: dict[str, Renderer] = {}
_reporters: dict[str, Reporter] = {}
_labels: dict[str, Label] = {}
_may_come_back: set[str] = set()
_to_many: set[str] = set()


def register(
    kind: str, renderer: Renderer, label: Label, *, is_followed: bool = False, is_to_many: bool = False
) -> None:
    """Let ``renderer(payload, language)`` make the mails of ``kind``; it returns None for one nobody needs any more.

    Staff know the kind by its ``label``. One that ``is_followed`` is kept for a while after it was sent, for the case
    that it comes back: its payload holds numbers of rows and nothing personal. One that ``is_to_many`` leaves after
    those for which a single person waits.
    """
    if _renderers.get(kind, renderer) is not renderer:
        raise ValueError(f"The kind of mail {kind!r} is registered twice.")
    _renderers[kind], _labels[kind] = renderer, label
    if is_followed:
        _may_come_back.add(kind)
    if is_to_many:
        _to_many.add(kind)


def report(kind: str, reporter: Reporter) -> None:
    """Let ``reporter(payload, outcome)`` know what became of the mails of ``kind``.

    It is called inside the transaction that notes the same in the outbox: both happen, or neither.
    """
    if _reporters.get(kind, reporter) is not reporter:
        raise ValueError(f"What becomes of the kind of mail {kind!r} is reported twice.")
    _reporters[kind] = reporter


def renderer_of(kind: str) -> Renderer:
    return _renderers[kind]


def may_come_back(kind: str) -> bool:
    """Whether somebody looks after a mail of this kind that was sent and came back."""
    return kind in _may_come_back


def kinds_to_many() -> list[str]:
    """Return the kinds of mail that go to many people at once."""
    return sorted(_to_many)


def label_of(kind: str) -> Label:
    """Return what staff call a kind of mail; one that an earlier version sent has its bare name."""
    return _labels.get(kind, kind)


def reporter_of(kind: str) -> Reporter | None:
    return _reporters.get(kind)


def kinds() -> list[str]:
    """Return all kinds of mail, sorted."""
    return sorted(_renderers)
