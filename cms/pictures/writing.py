"""Writes a look as a file in which nothing else stands."""

import io
from typing import Any

from PIL import Image
from PIL.JpegImagePlugin import get_sampling

from .looks import Look

# Good enough that nobody sees the second compression.
QUALITY = 90
# Somebody waits for the answer: a somewhat larger original is better than half a minute.
EFFORT = {
    "AVIF": {"quality": QUALITY, "speed": 10},
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": QUALITY, "method": 2},
}


def write(look: Look, source: Image.Image, lossless: bool) -> tuple[bytes, str]:
    """Return the new file and the ending of its name.

    ``source`` tells how strongly a JPEG was compressed; ``lossless`` whether a WebP was without loss.
    """
    output = io.BytesIO()
    if look.format == "HEIF":
        return _write_still_from_phone(look, output)
    options: dict[str, Any] = {"icc_profile": look.colour_profile}
    if look.format == "JPEG":
        options |= _as_compressed_before(source)
    if look.format in EFFORT:
        options |= EFFORT[look.format]
    if look.format == "WEBP" and lossless:
        # Without loss, the quality is how long to try.
        options |= {"lossless": True, "method": 0, "quality": 10}
    # Of an AVIF that moves nothing could be shown: Willow, which makes the renditions, doesn't know it.
    if len(look.frames) > 1 and look.format != "AVIF":
        options |= {"save_all": True, "append_images": look.frames[1:], "duration": look.durations}
        if look.loop is not None:
            options |= {"loop": look.loop}
    look.frames[0].save(output, look.format, **{name: value for name, value in options.items() if value is not None})
    return output.getvalue(), ""


def _write_still_from_phone(look: Look, output: io.BytesIO) -> tuple[bytes, str]:
    frame = look.frames[0]
    options = {"icc_profile": look.colour_profile} if look.colour_profile else {}
    if "A" in frame.getbands():
        frame.convert("RGBA").save(output, "WEBP", quality=QUALITY, **options)
        return output.getvalue(), "webp"
    frame.convert("RGB").save(output, "JPEG", quality=QUALITY, **options)
    return output.getvalue(), "jpg"


def _as_compressed_before(source: Image.Image) -> dict[str, Any]:
    # The same tables lose next to nothing; turning a picture by a quarter leaves them right enough.
    return {"qtables": source.quantization, "subsampling": get_sampling(source)}
