"""What is added to Django's own lookups: see ``docs/upstream.md``."""

from django.db.models import IntegerField
from django.db.models.lookups import In


class IntegerIn(In):
    """Leaves out numbers that no such column holds, as Django does where it compares with a single one.

    A list of keys comes from a form as somebody sent it; a database answers such a number with an error.
    """

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            least, most = connection.ops.integer_field_range(self.lhs.output_field.get_internal_type())
            self.rhs = [one for one in self.rhs if not isinstance(one, int) or least <= one <= most]
        return super().process_rhs(compiler, connection)


def wrap_django() -> None:
    """Let lists of numbers be asked for by the lookup above."""
    IntegerField.register_lookup(IntegerIn)
