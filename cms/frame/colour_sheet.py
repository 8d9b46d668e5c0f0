"""The city's colours as a style sheet of its own: pages carry no style, and its address changes with what it says."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..texts.colours import mixed

A_YEAR = 31_536_000
BLACK, WHITE = "#000000", "#ffffff"
# In the layer of the tokens, so that print.css wins; whoever forces colours keeps theirs.
SHEET = """@layer tokens {{
  @media (forced-colors: none) {{
    :root {{
      --link: {light};
      --link-hover: {light_hover};
      --button: {light};
      --button-hover: {light_hover};
      --band: {light};
      --band-deep: {light_deep};
      --on-band-soft: {white};
      --focus-on-band: {white};
    }}
  }}

  @media (forced-colors: none) and (prefers-color-scheme: dark) {{
    :root {{
      --link: {dark};
      --link-hover: {dark_hover};
      --button: {dark};
      --button-hover: {dark_hover};
      --band: {dark_band};
      --band-deep: {dark_deep};
    }}
  }}
}}
"""


def colour_sheet_url(light: str, dark: str) -> str:
    """Return the address of the sheet with these colours, which never says anything else; empty without colours."""
    if not (light and dark):
        return ""
    names = [light.lower().removeprefix("#"), dark.lower().removeprefix("#")]
    return reverse("colour_sheet", args=[*names, _digest(_sheet(*names))])


@require_safe
def colour_sheet(request: HttpRequest, light: str, dark: str, digest: str) -> HttpResponse:
    """Send the sheet. The colours stand in its address, so a draft's preview gets those that are typed."""
    sheet = _sheet(light, dark)
    if digest != _digest(sheet):
        raise Http404
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}
    return HttpResponse(sheet, content_type="text/css; charset=utf-8", headers=headers)


def _sheet(light: str, dark: str) -> str:
    light, dark = f"#{light}", f"#{dark}"
    return SHEET.format(
        white=WHITE,
        light=light,
        light_hover=mixed(light, BLACK, 0.35),
        light_deep=mixed(light, BLACK, 0.3),
        dark=dark,
        dark_hover=mixed(dark, WHITE, 0.4),
        dark_band=mixed(light, BLACK, 0.6),
        dark_deep=mixed(light, BLACK, 0.75),
    )


def _digest(sheet: str) -> str:
    return hashlib.sha256(sheet.encode()).hexdigest()[:12]
