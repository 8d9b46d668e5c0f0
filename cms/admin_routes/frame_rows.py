"""Wagtail's screens besides pages: log-in, account, pictures, accounts of others, workflows, settings of the site."""

from .objects import ACCOUNTS, ANY, GROUPS, OWN, WORKFLOWS, Objects
from .rights import CHOOSERS_OF_PICTURES, PICTURES, of_model, of_picture
from .rules import CLOSED, EVERYBODY, NOBODY, STAFF, Rule, Who
from .table import bulk_route

EVERY = ("add", "change", "delete", "view")
ADD_PICTURES = of_picture("add")
ADD_REDIRECTS = of_model("wagtailredirects.redirect", "add")


def _of(namespace: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{namespace}:{name}" for name in names)


def kept_in_a_list(
    namespace: str, label: str, *more: str, objects: Objects = ANY, posts_search: bool = False
) -> list[Rule]:
    """The rows of a list with a form, by the rights on the model ``label``; ``more``: what is looked at besides."""
    add, change, delete = (of_model(label, action) for action in ("add", "change", "delete"))
    return [
        Rule(
            f"{label} list",
            _of(namespace, "index", "index_results"),
            get=of_model(label, *EVERY),
            post=of_model(label, *EVERY) if posts_search else NOBODY,
        ),
        Rule(f"{label} add", _of(namespace, "add"), get=add, post=add),
        Rule(f"{label} edit", _of(namespace, "edit"), get=change, post=change, objects=objects),
        Rule(f"{label} delete", _of(namespace, "delete"), get=delete, post=delete, objects=objects),
        Rule(f"{label} history", _of(namespace, *more), get=change, objects=objects),
    ]


def _workflows(*actions: str) -> Who:
    return of_model("wagtailcore.workflow", *actions)


def _tasks(*actions: str) -> Who:
    return of_model("wagtailcore.task", *actions)


HISTORY = ("history", "history_results")
RULES = [
    # The way in and what its page needs.
    Rule("way to the log-in", ("admin/login/",), get=EVERYBODY, post=EVERYBODY, objects=OWN),
    Rule("Wagtail's own log-in, behind it", ("wagtailadmin_login",), CLOSED, CLOSED),
    Rule("log-out", ("wagtailadmin_logout",), get=STAFF, post=STAFF, objects=OWN),
    Rule("icons and words", ("wagtailadmin_sprite", "wagtailadmin_javascript_catalog"), get=EVERYBODY),
    Rule(
        "forgotten password",
        ("wagtailadmin_password_reset", "wagtailadmin_password_reset_confirm"),
        get=EVERYBODY,
        post=EVERYBODY,
        objects=OWN,
    ),
    Rule(
        "forgotten password: done",
        ("wagtailadmin_password_reset_done", "wagtailadmin_password_reset_complete"),
        get=EVERYBODY,
    ),
    # What everybody has who works here.
    Rule("first page", ("wagtailadmin_home",), get=STAFF),
    Rule("no such address", ("admin/^.*/$",), get=STAFF, post=STAFF),
    Rule("own account", ("wagtailadmin_account", "wagtailadmin_dismissibles"), get=STAFF, post=STAFF, objects=OWN),
    Rule("who else is editing", _of("wagtailadmin_editing_sessions", "ping", "release"), post=STAFF, objects=OWN),
    # Pictures
    Rule("picture list", _of("wagtailimages", "index", "index_results"), get=PICTURES),
    Rule("picture edit", _of("wagtailimages", "edit", "delete"), get=PICTURES, post=PICTURES),
    # Who may see which of them is asked there, by the collection of its picture.
    Rule("private renditions", ("picture_preview",), get=CHOOSERS_OF_PICTURES),
    Rule("picture usage", _of("wagtailimages", "image_usage"), get=PICTURES),
    Rule(
        "picture upload",
        _of("wagtailimages", "add", "add_multiple"),
        get=ADD_PICTURES,
        post=ADD_PICTURES,
    ),
    Rule(
        "picture upload: what follows",
        _of(
            "wagtailimages",
            "edit_multiple",
            "create_multiple_from_uploaded_image",
            "delete_multiple",
            "delete_upload_multiple",
        ),
        post=ADD_PICTURES,
        objects=OWN,
    ),
    Rule(
        "picture chooser",
        # The translators' editor asks the API for the picture that stands on the page.
        (*_of("wagtailimages_chooser", "choose", "choose_results", "chosen"), "wagtailadmin_api:images:detail"),
        get=CHOOSERS_OF_PICTURES,
    ),
    Rule(
        "picture chooser: format",
        _of("wagtailimages_chooser", "select_format"),
        get=CHOOSERS_OF_PICTURES,
        post=CHOOSERS_OF_PICTURES,
    ),
    Rule("picture chooser: upload", _of("wagtailimages_chooser", "create"), get=ADD_PICTURES, post=ADD_PICTURES),
    Rule(
        "pictures in bulk",
        tuple(bulk_route("cms", "customimage", action) for action in ("delete", "add_tags", "add_to_collection")),
        get=PICTURES,
        post=PICTURES,
    ),
    Rule(
        "key words of pictures",
        ("wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"),
        get=PICTURES,
    ),
    # No form chooses several at once.
    Rule(
        "chooser: several",
        ("wagtailimages_chooser:chosen_multiple", "wagtaildocs_chooser:chosen_multiple"),
        CLOSED,
        CLOSED,
    ),
    # Signed addresses for pictures of any size: nothing serves them.
    Rule("picture addresses", _of("wagtailimages", "url_generator", "url_generator_output", "preview"), CLOSED, CLOSED),
    # Accounts and groups
    *kept_in_a_list("wagtailusers_users", "cms.user", "usage", *HISTORY, objects=ACCOUNTS, posts_search=True),
    Rule(
        "reset of a second factor",
        ("reset_second_factor",),
        get=of_model("cms.user", "change"),
        post=of_model("cms.user", "change"),
        objects=ACCOUNTS,
    ),
    *kept_in_a_list("wagtailusers_groups", "auth.group", "usage", *HISTORY, objects=GROUPS),
    Rule(
        "accounts in bulk",
        tuple(bulk_route("cms", "user", action) for action in ("assign_role", "set_active_state")),
        get=of_model("cms.user", "change"),
        post=of_model("cms.user", "change"),
    ),
    Rule(
        "accounts in bulk: delete",
        (bulk_route("cms", "user", "delete"),),
        get=of_model("cms.user", "delete"),
        post=of_model("cms.user", "delete"),
    ),
    # Settings of the site
    *kept_in_a_list("wagtailsites", "wagtailcore.site", "usage", *HISTORY),
    *kept_in_a_list("wagtaillocales", "wagtailcore.locale", "usage", *HISTORY),
    # Old addresses that lead on. Wagtail's own import reads files of one program only, and says little of wrong rows.
    *kept_in_a_list("wagtailredirects", "wagtailredirects.redirect"),
    Rule("old addresses from a table", ("import_old_addresses",), get=ADD_REDIRECTS, post=ADD_REDIRECTS),
    Rule("Wagtail's own import", _of("wagtailredirects", "start_import", "process_import"), CLOSED, CLOSED),
    # Wagtail asks for rights on collections that no group of ours has: there is one collection.
    Rule("collections", _of("wagtailadmin_collections", "index", "add", "edit", "delete", "set_privacy")),
    # Workflows
    Rule(
        "workflow list",
        _of("wagtailadmin_workflows", "index", "index_results", "usage", "usage_results"),
        get=_workflows(*EVERY),
    ),
    Rule(
        "workflow add",
        _of("wagtailadmin_workflows", "add"),
        get=_workflows("add"),
        post=_workflows("add"),
        objects=WORKFLOWS,
    ),
    Rule(
        "workflow edit",
        _of("wagtailadmin_workflows", "edit"),
        get=_workflows("change"),
        post=_workflows("change"),
        objects=WORKFLOWS,
    ),
    Rule(
        "workflow off a page",
        _of("wagtailadmin_workflows", "remove"),
        # Pressed, never opened.
        get=CLOSED,
        post=_workflows("change"),
        objects=WORKFLOWS,
    ),
    Rule("workflow on", _of("wagtailadmin_workflows", "enable"), post=_workflows("add"), objects=WORKFLOWS),
    Rule(
        "workflow off",
        _of("wagtailadmin_workflows", "disable"),
        get=_workflows("delete"),
        post=_workflows("delete"),
        objects=WORKFLOWS,
    ),
    Rule("task list", _of("wagtailadmin_workflows", "task_index", "task_index_results"), get=_tasks(*EVERY)),
    Rule(
        "task add",
        _of("wagtailadmin_workflows", "add_task", "select_task_type"),
        get=_tasks("add"),
        post=_tasks("add"),
        objects=WORKFLOWS,
    ),
    Rule(
        "task edit",
        _of("wagtailadmin_workflows", "edit_task"),
        get=_tasks("change"),
        post=_tasks("change"),
        objects=WORKFLOWS,
    ),
    Rule("task on", _of("wagtailadmin_workflows", "enable_task"), post=_tasks("add"), objects=WORKFLOWS),
    Rule(
        "task off",
        _of("wagtailadmin_workflows", "disable_task"),
        get=_tasks("delete"),
        post=_tasks("delete"),
        objects=WORKFLOWS,
    ),
    Rule(
        "task chooser",
        _of("wagtailadmin_workflows", "task_chooser", "task_chooser_results", "task_chosen"),
        get=_workflows("add", "change"),
    ),
    Rule(
        "task chooser: add",
        _of("wagtailadmin_workflows", "task_chooser_create"),
        get=_tasks("add"),
        post=_tasks("add"),
        objects=WORKFLOWS,
    ),
    Rule("snippets, all kinds", _of("wagtailsnippets", "index"), NOBODY, NOBODY),
    # A file leaves through a publication only; its admin knows who may see it.
    Rule(
        "loose documents",
        (
            *_of("wagtaildocs", "index", "index_results", "add", "edit", "delete", "add_multiple", "edit_multiple"),
            *_of("wagtaildocs", "create_multiple_from_uploaded_document", "delete_multiple", "delete_upload_multiple"),
            *_of("wagtaildocs", "document_usage"),
            *_of("wagtaildocs_chooser", "choose", "choose_results", "chosen", "create"),
            *(bulk_route("cms", "customdocument", name) for name in ("delete", "add_tags", "add_to_collection")),
        ),
        NOBODY,
        NOBODY,
    ),
    # The screens do all this, and ask.
    Rule(
        "documents and pictures by the admin's API",
        tuple(
            f"wagtailadmin_api:{kind}:{name}"
            for kind, names in (("documents", ("listing", "detail", "find")), ("images", ("listing", "find")))
            for name in names
        ),
        CLOSED,
        CLOSED,
    ),
    # It would ask other servers for what an address shows.
    Rule("embedding", _of("wagtailembeds", "chooser", "chooser_upload"), CLOSED, CLOSED),
    # Wagtail's own test of its error page, and a test page.
    Rule("without use", ("wagtailadmin_error_test", "admin/test404/"), CLOSED, CLOSED),
]
