import pytest

from cms.models import User


@pytest.fixture
def clerk(db) -> User:
    """Somebody of the staff; who may do what is the desk's matter."""
    return User.objects.create_user("clerk", "clerk@stadt.example", first_name="Kim", last_name="Amt")
