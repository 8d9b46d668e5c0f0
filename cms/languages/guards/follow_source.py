"""What holds for a German page holds for its translations: not before it, not without it, for nobody else.

Wagtail lets each language be published, taken down and restricted alone, and a translation stay when its page is gone.
The receivers at the end hear of it on every road: the editor, ticked lists, the schedule and code.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, Revision, TranslatableMixin

from ...consequences.answers import answered_by
from ...ground.publish_refusal import PublishRefused
from ..core.shared_fields import is_source
from ..state.translation_state import note_published


def twins_of(german: TranslatableMixin) -> QuerySet:
    """Return the other languages of a German page or snippet."""
    model = Page if isinstance(german, Page) else type(german)
    return model._base_manager.filter(translation_key=german.translation_key).exclude(pk=german.pk)


def refuse_before_german(translation: DraftStateMixin, wanted: datetime | None) -> None:
    """Raise PublishRefused where a translation would go live, at once or when it is wanted, before its German one."""
    if is_source(translation):
        return
    german = (
        type(translation)
        ._base_manager.filter(translation_key=translation.translation_key, locale__language_code=settings.LANGUAGE_CODE)
        .first()
    )
    if german is None or german.live:
        return
    scheduled = _scheduled(german)
    if scheduled is None or wanted is None or wanted < scheduled.approved_go_live_at:
        raise PublishRefused(
            gettext("The German version is not published. Publish it first: no translation goes out before it.")
        )


def _scheduled(german: DraftStateMixin) -> Revision | None:
    revisions = Revision.objects.for_instance(german).filter(approved_go_live_at__isnull=False)
    return revisions.order_by("approved_go_live_at").first()


def state_follows(sender, instance: DraftStateMixin, **kwargs) -> None:
    """Take note of the state of translations (receiver of ``published``: the editor's button calls no method)."""
    if isinstance(instance, TranslatableMixin):
        note_published(instance)


def take_down_with_german(sender, instance: DraftStateMixin, **kwargs) -> None:
    """Take the translations down with their German version (receiver of ``unpublished`` and ``page_unpublished``)."""
    if not isinstance(instance, TranslatableMixin) or not is_source(instance):
        return
    with answered_by("whoever took the German version down"):
        for twin in twins_of(instance).filter(live=True):
            (twin.specific if isinstance(twin, Page) else twin).unpublish()


def restrict_like_german(page: Page) -> None:
    """Give a translation the restriction of its German page; one of its own that German hasn't stays."""
    german = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if german is not None and german.pk != page.pk:
        for restriction in german.view_restrictions.all():
            _carry_over(restriction, [page])


def restriction_saved(sender, instance: PageViewRestriction, raw: bool = False, **kwargs) -> None:
    """Carry a German page's restriction over to its translations (receiver of ``post_save``)."""
    if not raw and is_source(instance.page):
        _carry_over(instance, twins_of(instance.page))


def restriction_groups_changed(sender, instance, action: str, reverse: bool = False, **kwargs) -> None:
    """Carry the groups over, which are stored after the restriction (receiver of ``m2m_changed``)."""
    if not reverse and action in {"post_add", "post_remove", "post_clear"} and is_source(instance.page):
        _carry_over(instance, twins_of(instance.page))


def restriction_deleted(sender, instance: PageViewRestriction, **kwargs) -> None:
    """Lift from the translations what was carried over to them (receiver of ``pre_delete``).

    The row says what that was: Wagtail's form has written "none" into the object by then.
    """
    stored = PageViewRestriction.objects.filter(pk=instance.pk).first()
    if stored is not None and is_source(stored.page):
        PageViewRestriction.objects.filter(
            page__in=twins_of(stored.page),
            restriction_type=stored.restriction_type,
            password=stored.password,
        ).delete()


def _carry_over(restriction: PageViewRestriction, pages: Iterable[Page]) -> None:
    for page in pages:
        values = {"restriction_type": restriction.restriction_type, "password": restriction.password}
        ours = PageViewRestriction.objects.filter(page=page).first() or PageViewRestriction(page=page)
        if any(getattr(ours, name) != value for name, value in values.items()) or not ours.pk:
            for name, value in values.items():
                setattr(ours, name, value)
            ours.save()
        ours.groups.set(restriction.groups.all())
