from cms.consequences.consequence import Action
from cms.consequences.registry import enter

from ..models.publication import Publication
from ..models.working_group import WorkingGroup
from . import of_groups, of_publications


def register_consequences() -> None:
    """Enter what this room does to people; called when the app is ready."""
    enter(Publication, Action.PUBLISH, of_publications.of_publishing)
    enter(Publication, Action.UNPUBLISH, of_publications.of_taking_away)
    enter(Publication, Action.DELETE, of_publications.of_deleting)
    enter(WorkingGroup, Action.DELETE, of_groups.of_deleting)
