"""The simple HTML of a mail, made from its plain text, so that both always say the same."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.languages.core.public_languages import describe
from cms.texts.direction import isolate
from cms.texts.patterns import URL

ADDRESS = r"[^\s<>@\"(),:;]+@[^\s<>@\"(),:;]*[^\s<>@\"(),:;.]"
LINK = re.compile(rf"({URL}|{ADDRESS})")
LABEL_AND_VALUE = re.compile(r"[^:]{1,40}: \S")
# From so many lines of this kind on, a paragraph is a list of facts.
FACTS = 2


@dataclass(frozen=True)
class NextStep:
    """The link that the reader is meant to follow, and what it does, in the mail's language."""

    url: str
    label: str


@dataclass(frozen=True)
class Paragraph:
    """``lines`` are HTML."""

    lines: list[SafeString]
    has_facts: bool


def html_of(
    text: str, language: str, *, title: str, foreign: dict[str, str] | None = None, next_step: NextStep | None = None
) -> str:
    """Return the HTML of a mail whose plain text is ``text``, in ``language``.

    Empty lines part paragraphs; addresses become links, and the line with that of ``next_step`` a button with the URL
    below it. ``foreign`` maps lines, or what stands after a label, to the language that they are in.
    """
    blocks = [block.splitlines() for block in re.split(r"\n{2,}", text.strip())]
    paragraphs = [
        Paragraph(
            [_line(line, foreign or {}, next_step) for line in block],
            sum(bool(LABEL_AND_VALUE.match(line)) for line in block) >= FACTS,
        )
        for block in blocks
    ]
    reader = describe(language)
    html = render_to_string("mail/message.html", {"language": reader, "title": title, "paragraphs": paragraphs})
    return (isolate(html) if reader.dir == "rtl" else html).lstrip()


def _line(line: str, foreign: dict[str, str], next_step: NextStep | None) -> SafeString:
    if next_step and line == next_step.url:
        button = format_html('<a class="button" href="{}">{}</a>', next_step.url, next_step.label)
        address = format_html('<span class="address"><bdi>{}</bdi></span>', next_step.url)
        return button + mark_safe("<br>\n") + address
    label, passage, code = _foreign_passage(line, foreign)
    if not code:
        return _with_addresses(line)
    direction = describe(code).dir
    marked = format_html('<span lang="{}" dir="{}">{}</span>', code, direction, _with_addresses(passage))
    return _with_addresses(label) + marked


def _foreign_passage(line: str, foreign: dict[str, str]) -> tuple[str, str, str]:
    if line in foreign:
        return "", line, foreign[line]
    label, colon, value = line.partition(": ")
    if value in foreign:
        return label + colon, value, foreign[value]
    return line, "", ""


def _with_addresses(text: str) -> SafeString:
    parts = [_link(part) if LINK.fullmatch(part) else part for part in LINK.split(text)]
    return format_html_join("", "{}", ((part,) for part in parts))


def _link(text: str) -> SafeString:
    # Addresses run from left to right in every language.
    target = text if re.match(r"https?://", text) else f"mailto:{quote(text, safe='@')}"
    return format_html('<a href="{}"><bdi>{}</bdi></a>', target, text)
