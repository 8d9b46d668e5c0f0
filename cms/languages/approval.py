"""Submitting a translation for approval; wagtail-localize's editor knows only "publish"."""

from django.db import transaction
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation


def can_submit(translation: TranslatableMixin, user) -> bool:
    """Return whether the user may ask somebody else to publish this page: it has a workflow and isn't in it yet."""
    if not isinstance(translation, Page):
        return False
    permissions = translation.permissions_for_user(user)
    return permissions.can_edit() and not permissions.can_publish() and permissions.can_submit_for_moderation()


@transaction.atomic
def submit_for_approval(page: Page, user) -> None:
    """Save what was translated as a draft and start the page's workflow with it."""
    by_sentence = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if by_sentence is not None:
        by_sentence.save_target(user=user, publish=False)
        page.refresh_from_db()
    page.get_workflow().start(page, user)
