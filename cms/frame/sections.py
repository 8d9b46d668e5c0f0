"""The parts of a page's text, by the headings that its editor has set, for the list "On this page"."""

from dataclasses import dataclass

from wagtail.blocks import StreamValue


@dataclass(frozen=True)
class Section:
    title: str
    url: str


def sections_of(body: StreamValue) -> list[Section]:
    """Return the headings of a text. Their anchors are the ids of their blocks, which outlive new wording."""
    return [Section(block.value["text"], f"#s-{block.id}") for block in body if block.block_type == "heading"]
