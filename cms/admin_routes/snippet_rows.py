"""The rows of a snippet, which each room enters for its own."""

from ..languages.core.translation_policy import SUBMIT
from .objects import ANY, texts_of_kind
from .rights import of_model
from .rules import CLOSED, NOBODY, Rule, Who, any_of, either
from .table import bulk_route

EVERY = ("add", "change", "delete", "view")


def snippet_rows(
    label: str,
    *,
    chooser: Who = NOBODY,
    drafts: bool = False,
    workflow: bool = False,
    locks: bool = False,
    previews: bool = False,
    copies: bool = False,
    translated: bool = False,
) -> list[Rule]:
    """Return the rows of the model ``label`` (``app_label.model``), by the rights on it.

    ``chooser``: who may look through all of them in order to choose one. The rest says what the model can.
    Those who submit translations change what is ``translated``, but nothing in German.
    """
    add, change, delete = (of_model(label, action) for action in ("add", "change", "delete"))
    if translated:
        change = either(change, any_of(SUBMIT))
    its = texts_of_kind(label) if translated else ANY
    app_label, model = label.split(".")

    def routes(*names: str) -> tuple[str, ...]:
        return tuple(f"wagtailsnippets_{app_label}_{model}:{name}" for name in names)

    def choosing(*names: str) -> tuple[str, ...]:
        return tuple(f"wagtailsnippetchoosers_{app_label}_{model}:{name}" for name in names)

    rows = [
        Rule(f"{label} list", routes("list", "list_results"), get=of_model(label, *EVERY)),
        Rule(f"{label} add", routes("add"), get=add, post=add),
        Rule(f"{label} edit", routes("edit"), get=change, post=change, objects=its),
        Rule(
            f"{label} delete",
            (*routes("delete"), bulk_route(app_label, model, "delete")),
            get=delete,
            post=delete,
            objects=its,
        ),
        Rule(f"{label} history", routes("usage", "history", "history_results"), get=change, objects=its),
        Rule(f"{label} chooser", choosing("choose", "choose_results", "chosen"), get=chooser),
        # No form chooses several at once.
        Rule(f"{label} chooser: several", choosing("chosen_multiple"), CLOSED, CLOSED),
        Rule(f"{label} chooser: add", choosing("create"), *((add, add) if chooser != NOBODY else ())),
    ]
    if drafts:
        publish = of_model(label, "publish")
        rows += [
            Rule(f"{label}: compare", routes("revisions_compare"), get=change, objects=its),
            Rule(f"{label}: back to an older state", routes("revisions_revert"), get=change, post=change, objects=its),
            Rule(
                f"{label} unpublish",
                routes("unpublish", "revisions_unschedule"),
                get=publish,
                post=publish,
                objects=its,
            ),
        ]
    if workflow:
        rows += [
            Rule(
                f"{label} workflow",
                routes("workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation"),
                get=change,
                post=change,
                objects=its,
            ),
            Rule(
                f"{label} workflow: what was done",
                routes("workflow_history", "workflow_history_detail"),
                get=change,
                objects=its,
            ),
        ]
    if locks:
        lock = of_model(label, "lock", "unlock")
        # Pressed, never opened.
        rows.append(Rule(f"{label} lock", routes("lock", "unlock"), get=CLOSED, post=lock))
    if previews:
        rows += [
            Rule(f"{label} preview, new", routes("preview_on_add"), get=add, post=add),
            Rule(f"{label} preview", routes("preview_on_edit"), get=change, post=change, objects=its),
            Rule(f"{label} preview, as it was", routes("revisions_view", "workflow_preview"), get=change, objects=its),
        ]
    if copies:
        rows.append(Rule(f"{label} copy", routes("copy"), get=add, post=add))
    return rows
