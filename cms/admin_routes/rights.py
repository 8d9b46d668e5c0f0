"""Names for the rights by which Wagtail's own screens are opened."""

from .rules import Who, any_of


def of_page(*actions: str) -> Who:
    return any_of(*(f"wagtailcore.{action}_page" for action in actions))


def of_picture(*actions: str) -> Who:
    return any_of(*(f"wagtailimages.{action}_image" for action in actions))


def of_model(label: str, *actions: str) -> Who:
    """Return who has one of these rights on a model, named ``app_label.model``."""
    app_label, model = label.split(".")
    return any_of(*(f"{app_label}.{action}_{model}" for action in actions))


# Who works on pages at all; who writes them; who starts new ones; who decides what visitors see.
ON_PAGES = of_page("add", "change", "publish", "bulk_delete", "lock", "unlock")
WRITERS = of_page("add", "change")
BEGINNERS = of_page("add")
PUBLISHERS = of_page("publish")
LOCKERS = of_page("lock", "unlock")
PICTURES = of_picture("add", "change")
CHOOSERS_OF_PICTURES = of_picture("add", "change", "choose")
