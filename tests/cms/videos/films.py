"""Films of a few bytes: the boxes of an MP4 around nothing, and the beginning of a WebM."""

import struct

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import Video, VideoCaptions

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\nGuten Tag.\n"


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def mp4(codec: bytes = b"avc1", *more: bytes, brand: bytes = b"isom", film: bytes = b"\0" * 1000) -> bytes:
    """An MP4 with one track; ``more`` stands in its ``moov``."""
    stsd = box(b"stsd", struct.pack(">II", 0, 1), box(codec, b"\0" * 8))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", stsd))))
    return box(b"ftyp", brand, b"\0\0\0\1") + box(b"moov", track, *more) + box(b"mdat", film)


def webm() -> bytes:
    return b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm" + b"\0" * 500


def upload(content: bytes, name: str = "film.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_video(title: str = "Film", content: bytes | None = None, *, captions: dict[str, str] | None = None) -> Video:
    video = Video.objects.create(title=title, file=upload(content or mp4()))
    for language, text in (captions or {}).items():
        VideoCaptions.objects.create(video=video, language=language, text=text)
    return video


def video_block(video: Video, **more) -> tuple[str, dict]:
    values = {"title": "Der Plan", "video": video, "transcript": "<p>Guten Tag.</p>", "is_sign_language": False}
    return "video", {**values, **more}
