"""A table that everybody can read: a caption, a heading for each column, and each row named by its first cell."""

import hashlib
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue


class TableBlock(TypedTableBlock):
    """Wagtail's table; translators get its caption, headings and cells one by one."""

    text = blocks.TextBlock(required=False, rows=1, label=_("text"), description=_("A column of texts or numbers."))

    class Meta:
        icon = "table"
        label = _("table")
        description = _("A table with a caption; the first cell of each row names the row.")
        template = "blocks/table.html"

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        if self.is_deferred_validation:
            return cleaned
        if not cleaned.caption:
            raise _refused(_("Give the table a caption: it says what the table is about."))
        if not cleaned.columns or not all(column["heading"] for column in cleaned.columns):
            raise _refused(_("Give each column a heading: screen readers say it before each cell."))
        if not all(row["values"][0] for row in cleaned.row_data):
            raise _refused(_("Fill in the first cell of each row: it names the row."))
        return cleaned

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Return each text once: the same words are translated once, and stay so where rows change their order."""
        return [StringSegmentValue(_place(text), text) for text in dict.fromkeys(_texts(table))]

    def restore_translated_segments(self, table: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """Return the table with the translations in it."""
        translated = {segment.path: segment.render_text() for segment in segments}

        def in_other_words(text: str) -> str:
            return translated.get(_place(text), text)

        columns = [{**column, "heading": in_other_words(column["heading"])} for column in table.columns]
        rows = [{"values": [in_other_words(cell) for cell in row["values"]]} for row in table.row_data]
        return TypedTable(columns=columns, row_data=rows, caption=in_other_words(table.caption))


def _texts(table: TypedTable) -> Iterator[str]:
    found = [table.caption, *(column["heading"] for column in table.columns)]
    found += [cell for row in table.row_data for cell in row["values"]]
    yield from filter(None, found)


def _place(text: str | None) -> str:
    # Cells have no names of their own, and their numbers change with each row that somebody puts in.
    return hashlib.sha256((text or "").encode()).hexdigest()[:16]


def _refused(sentence: str) -> TypedTableBlockValidationError:
    return TypedTableBlockValidationError(non_block_errors=[ValidationError(sentence)])
