"""Which number the tables of each model raise: our models say so themselves, those of others here."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Model

from cms.ground.raises import NEVER_SHOWN, PUBLISHED, Raises

OF_OTHERS: dict[str, Raises] = {
    "wagtailcore.Page": PUBLISHED,
    "wagtailcore.PageViewRestriction": PUBLISHED,
    "wagtailcore.Site": PUBLISHED,
    "wagtailcore.Locale": PUBLISHED,
    # Readers are told which sentences only a machine has written.
    "wagtail_localize.StringTranslation": Raises("published", only_where=("translation_type", "machine")),
    "wagtail_localize.StringSegment": PUBLISHED,
    "wagtail_localize.Translation": PUBLISHED,
    **dict.fromkeys(
        [
            *("account.EmailAddress", "account.EmailConfirmation", "auth.Group", "auth.Group_permissions"),
            *("auth.Permission", "contenttypes.ContentType", "mfa.Authenticator", "sessions.Session"),
            *("socialaccount.SocialAccount", "socialaccount.SocialApp", "socialaccount.SocialToken"),
            *("taggit.Tag", "taggit.TaggedItem", "wagtailadmin.Admin", "wagtailadmin.EditingSession"),
            *("wagtailadmin.FormState",),
            *("wagtailcore.Collection", "wagtailcore.CollectionViewRestriction"),
            *("wagtailcore.CollectionViewRestriction_groups", "wagtailcore.Comment", "wagtailcore.CommentReply"),
            *("wagtailcore.GroupApprovalTask", "wagtailcore.GroupApprovalTask_groups"),
            *("wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission"),
            *("wagtailcore.GroupSitePermission", "wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry"),
            *("wagtailcore.PageSubscription", "wagtailcore.PageViewRestriction_groups", "wagtailcore.ReferenceIndex"),
            *("wagtailcore.Revision", "wagtailcore.Task", "wagtailcore.TaskState", "wagtailcore.UploadedFile"),
            *("wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage"),
            *("wagtailcore.WorkflowState", "wagtailcore.WorkflowTask", "wagtaildocs.Document", "wagtailembeds.Embed"),
            *("wagtailimages.Image", "wagtailimages.Rendition", "wagtailusers.UserProfile"),
            # Where an address leads on to is asked each time that nothing stands there, and no such answer is kept.
            "wagtailredirects.Redirect",
            *("wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"),
            *("wagtail_localize.LocaleSynchronization", "wagtail_localize.OverridableSegment"),
            *("wagtail_localize.RelatedObjectSegment", "wagtail_localize.SegmentOverride", "wagtail_localize.String"),
            *("wagtail_localize.Template", "wagtail_localize.TemplateSegment", "wagtail_localize.TranslatableObject"),
            *("wagtail_localize.TranslationContext", "wagtail_localize.TranslationLog"),
            "wagtail_localize.TranslationSource",
        ],
        NEVER_SHOWN,
    ),
}


def with_tables() -> Iterator[type[Model]]:
    """Give each model whose table Django makes, also those that only tie two others."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def declared(model: type[Model]) -> Raises | None:
    """Return what is said of a model, None where nobody has thought of it."""
    own = getattr(model, "raises", None)
    if isinstance(own, Raises):
        return own
    if model._meta.auto_created:
        # It ties two models of ours that decide by columns of their own who is shown what.
        return OF_OTHERS.get(model._meta.label, NEVER_SHOWN if _is_ours(model) else None)
    return OF_OTHERS.get(model._meta.label)


def raising_published() -> Iterable[tuple[type[Model], Raises]]:
    """Return the models whose changes, or changes of some columns, raise the number of what editors publish."""
    said = [(model, declared(model)) for model in with_tables()]
    return [(model, one) for model, one in said if one and (one.number == PUBLISHED.number or one.published_columns)]


def _is_ours(model: type[Model]) -> bool:
    return hasattr(model._meta.auto_created, "raises")
