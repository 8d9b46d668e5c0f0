"""What is kept of a sign-up and of its access needs: each column once; who is told of it, how, and when it ends.

A new column of the models goes into ``of_a_signup`` or ``of_a_need``. The personal page, the desk, the export, the file
with all data, erasing, and the check that nothing was left over go by what stands there.
"""

from typing import Any

from ...models.signup import Need, Signup
from .column import Column, Group, Reader, Told
from .of_a_need import OF_A_NEED
from .of_a_signup import OF_A_SIGNUP


def told_to(reader: Reader, *groups: Group) -> list[tuple[Told, Column]]:
    """Return what a reader is told of these groups, in the reader's order."""
    columns = [column for column in [*OF_A_SIGNUP, *OF_A_NEED] if column.group in groups]
    told = [(told, column) for column in columns if (told := getattr(column, reader))]
    return sorted(told, key=lambda pair: pair[0].place)


def values_for(reader: Reader, group: Group, record: Signup | Need) -> dict[str, Any]:
    """Return the values of a group by what the reader calls them."""
    return {str(told.label): column.value_for(reader, record) for told, column in told_to(reader, group)}


def what_erasing_leaves() -> dict[str, Any]:
    """Return the columns that end when a sign-up is erased, each with what is left of it."""
    return {column.name: column.empty() for column in OF_A_SIGNUP if column.empty}
