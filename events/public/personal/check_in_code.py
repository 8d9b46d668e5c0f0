"""The QR code on a person's sheet: it holds the address at which staff find the sign-up, and no secret.

Whoever opens it without a log-in sees the log-in. The phone's own camera reads it, so no page needs a camera.
"""

from dataclasses import dataclass

from django.urls import reverse
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from cms.ground.addresses import absolute_url

from ...models.signup import Signup

QUIET_ZONE = 4


@dataclass(frozen=True)
class CheckInCode:
    """``path`` draws each row's dark squares in a drawing of ``size`` by ``size``."""

    address: str
    size: int
    path: str


def check_in_code(signup: Signup) -> CheckInCode:
    """Return the code that leads to this sign-up by its reference."""
    address = absolute_url(reverse("check_in_by_reference", args=[signup.reference]))
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    squares = code.get_matrix()
    return CheckInCode(address, len(squares), "".join(_row(number, row) for number, row in enumerate(squares)))


def _row(number: int, squares: list[bool]) -> str:
    return "".join(f"M{column} {number}h1v1h-1z" for column, is_dark in enumerate(squares) if is_dark)
