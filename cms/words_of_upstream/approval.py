"""Approval, which Wagtail calls moderation and workflow."""

from django.utils.translation import gettext_noop

from .plurals import ngettext

TEXTS = [
    gettext_noop("Approve with comment"),
    gettext_noop("%(label)s and Publish"),
    gettext_noop("Snippet '%(content_type)s' already has workflow '%(workflow_name)s' assigned."),
    gettext_noop(
        "This %(model_name)s was marked as needing changes at <strong>%(task)s</strong> in "
        "<strong>%(workflow)s</strong>."
    ),
    gettext_noop("This %(model_name)s is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    gettext_noop("Publishing this %(model_name)s will cancel the current workflow."),
    gettext_noop("Would you still like to publish this %(model_name)s?"),
    gettext_noop("Your pages and snippets in a workflow"),
    gettext_noop("Page/Snippet"),
    gettext_noop("No pages/snippets have been submitted for moderation yet"),
    gettext_noop("In Moderation"),
    gettext_noop("live + in moderation"),
    gettext_noop("This %(model_name)s hasn't been submitted for moderation yet"),
    gettext_noop("Assign your workflow to snippets"),
    gettext_noop("This workflow is disabled so it cannot be assigned to any snippets."),
    gettext_noop("Page/Snippet ID"),
    gettext_noop("Page/Snippet Type"),
    gettext_noop("Page/Snippet Title"),
    gettext_noop("Editing workflow"),
    gettext_noop("Editing %(task_type)s"),
    gettext_noop("This %(model_name)s is currently awaiting moderation."),
    gettext_noop("This {model_name} is awaiting <b>'{task_name}'</b> in the <b>'{workflow_name}'</b> workflow."),
    gettext_noop("Only reviewers for this task can edit the %(model_name)s."),
    gettext_noop("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    gettext_noop("Only reviewers can edit and approve the %(model_name)s"),
    gettext_noop("There may only be one in progress or needs changes workflow state per page/snippet."),
    gettext_noop(
        "Active workflows can be added to pages/snippets. Deactivating a workflow does not remove it "
        "from existing pages/snippets."
    ),
    gettext_noop("Pages/snippets at this step in a workflow will be moderated or approved by these groups of users"),
]
PLURALS = [
    ngettext(
        "This workflow is in progress on %(states_in_progress)d page/snippet. Disabling this "
        "workflow will cancel moderation on this page/snippet.",
        "This workflow is in progress on %(states_in_progress)d pages/snippets. Disabling this "
        "workflow will cancel moderation on these pages/snippets.",
    ),
    ngettext(
        "This task is in progress on %(states_in_progress)d page/snippet. Disabling this task "
        "will cause it to be skipped in the moderation workflow and not be listed for selection "
        "when editing a workflow.",
        "This task is in progress on %(states_in_progress)d pages/snippets. Disabling this task "
        "will cause it to be skipped in the moderation workflow and not be listed for selection "
        "when editing a workflow.",
    ),
    ngettext("1 snippet type", "%(counter)s snippet types"),
]
