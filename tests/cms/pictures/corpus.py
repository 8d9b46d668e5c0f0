"""Pictures as cameras, programs and attackers make them; what must not get out says CANARY."""

import io
import struct
import zlib

from PIL import ExifTags, Image, ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY"
SIZE = (64, 48)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="CANARY XMP"/></rdf:RDF></x:xmpmeta>'
)
COLOUR_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# Red at the top left, as it is meant to be seen; the rest is blue.
RED, BLUE = (200, 30, 30), (30, 30, 200)


def drawing(size=SIZE, *, mode="RGB"):
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def exif(orientation=1):
    data = Image.Exif()
    data[ExifTags.Base.Artist] = "CANARY artist"
    data[ExifTags.Base.Make] = "CANARY make"
    data[ExifTags.Base.ImageDescription] = "CANARY description"
    data[ExifTags.Base.Orientation] = orientation
    gps = data.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (51.0, 3.0, 0.0)
    gps[ExifTags.GPS.GPSProcessingMethod] = b"CANARY place"
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"CANARY comment"
    return data.tobytes()


def _segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(orientation=1, **options):
    """EXIF with author and place, XMP, IPTC, a comment, a thumbnail, and something behind the end."""
    held = drawing()
    if orientation == 6:
        held = held.transpose(Image.Transpose.ROTATE_90)
    output = io.BytesIO()
    held.save(
        output,
        "JPEG",
        exif=exif(orientation),
        xmp=XMP,
        comment=b"CANARY comment",
        icc_profile=COLOUR_PROFILE,
        **options,
    )
    data = output.getvalue()
    thumbnail = io.BytesIO()
    drawing((16, 12)).save(thumbnail, "JPEG", comment=b"CANARY thumbnail")
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x12\x1c\x02\x50\x00\x0dCANARY byline"
    extra = _segment(0xED, iptc) + _segment(0xEA, b"JFXX-like " + thumbnail.getvalue())
    return data[:2] + extra + data[2:] + b"CANARY behind the end"


def png(**options):
    """Text chunks of each kind, XMP and EXIF."""
    texts = PngInfo()
    texts.add_text("Author", "CANARY text")
    texts.add_itxt("Comment", "CANARY itxt", lang="de")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"prVt", b"CANARY private chunk", after_idat=True)
    output = io.BytesIO()
    drawing().save(output, "PNG", pnginfo=texts, exif=exif(), icc_profile=COLOUR_PROFILE, **options)
    return output.getvalue() + b"CANARY behind the end"


def webp(**options):
    output = io.BytesIO()
    drawing().save(output, "WEBP", exif=exif(), xmp=XMP, icc_profile=COLOUR_PROFILE, **options)
    return output.getvalue()


def avif(**options):
    output = io.BytesIO()
    drawing().save(output, "AVIF", exif=exif(), xmp=XMP, icc_profile=COLOUR_PROFILE, **options)
    return output.getvalue()


def heic(mode="RGB"):
    output = io.BytesIO()
    drawing(mode=mode).save(output, "HEIF", exif=exif(), xmp=XMP, icc_profile=COLOUR_PROFILE)
    return output.getvalue()


def gif(**options):
    output = io.BytesIO()
    drawing().save(output, "GIF", comment=b"CANARY comment", **options)
    return output.getvalue()


def moving(kind, frames=4, size=SIZE):
    """A picture that moves, each frame another one, for 40, 50, 60... milliseconds."""
    pictures = [Image.new("RGB", size, (number * 60 % 256, number // 4 % 256, 200)) for number in range(frames)]
    output = io.BytesIO()
    more = {"comment": b"CANARY"} if kind == "GIF" else {"exif": exif()}
    pictures[0].save(
        output,
        kind,
        save_all=True,
        append_images=pictures[1:],
        duration=[40 + 10 * number for number in range(frames)],
        loop=0,
        **more,
    )
    return output.getvalue()


def frames_of(data):
    with Image.open(io.BytesIO(data)) as picture:
        return [(frame.copy().convert("RGB"), frame.info.get("duration")) for frame in ImageSequence.Iterator(picture)]


def bomb(width=20_000, height=20_000):
    """A PNG of a few bytes that says it has 400 million pixels."""
    output = io.BytesIO()
    drawing().save(output, "PNG")
    data = bytearray(output.getvalue())
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


# File name -> what a camera or a program made of the drawing
CORPUS = {
    "jpeg.jpg": jpeg(),
    "turned.jpg": jpeg(6),
    "grey.jpeg": jpeg(),
    "chunks.png": png(),
    "lossy.webp": webp(),
    "lossless.webp": webp(lossless=True),
    "still.gif": gif(),
    "moving.gif": moving("GIF"),
    "moving.webp": moving("WEBP"),
    "moving.png": moving("PNG"),
    "moving.avif": moving("AVIF"),
    "still.avif": avif(),
    "phone.heic": heic(),
    "phone.HEIF": heic(),
    "cut-out.heic": heic("RGBA"),
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
# File name -> its content, and the beginning of the one sentence
REFUSED = {
    "empty.jpg": (b"", "Diese Datei ist leer."),
    "cut-off.jpg": (jpeg()[:900], "Diese Datei lässt sich nicht als Bild lesen"),
    "half.png": (png()[: len(png()) // 2], "Diese Datei lässt sich nicht als Bild lesen"),
    "half.webp": (webp()[: len(webp()) // 2], "Diese Datei lässt sich nicht als Bild lesen"),
    "half.heic": (heic()[: len(heic()) // 2], "Diese Datei lässt sich nicht als Bild lesen"),
    "noise.jpg": (bytes(range(256)) * 9, "Diese Datei lässt sich nicht als Bild lesen"),
    "bomb.png": (bomb(), "Dieses Bild hat mehr als 50 Millionen Bildpunkte."),
    "large.png": (bomb(8000, 8000), "Dieses Bild hat mehr als 50 Millionen Bildpunkte."),
    "long.gif": (moving("GIF", 301, (1, 1)), "Dieses bewegte Bild hat mehr als 300 Einzelbilder."),
    "drawing.svg": (SVG, "Diese Art von Datei lässt sich nicht als Bild hochladen."),
    "drawing.jpg": (SVG, "Diese Datei lässt sich nicht als Bild lesen"),
    "page.png": (HTML, "Diese Datei lässt sich nicht als Bild lesen"),
    "page.html": (HTML, "Diese Art von Datei lässt sich nicht als Bild hochladen."),
    "really-png.jpg": (png(), "Der Name dieser Datei endet auf .jpg"),
    "no-ending": (jpeg(), "Diese Art von Datei lässt sich nicht als Bild hochladen."),
}
