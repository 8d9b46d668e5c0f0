"""Whose objects a route may be about: what its address names is asked for before the view runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Page, TranslatableMixin, WorkflowMixin
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from ..languages.core.permissions import may_edit
from ..models.user import User
from ..users.rights import Reach
from .choosable import readable_pages

PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")


def _any(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    return True


def _readable_pages(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    """Pages that everybody may read, too; to choose one below them."""
    return (
        not Page.objects.filter(pk__in=pages_in(args, kwargs))
        .exclude(pk__in=readable_pages(user).values("pk"))
        .exists()
    )


def _own_pages(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    """Pages that the user has a right on, and those above them; a page that is missing is the view's to say."""
    own = page_permission_policy.explorable_instances(user)
    return not Page.objects.filter(pk__in=pages_in(args, kwargs)).exclude(pk__in=own.values("pk")).exists()


def pages_in(args: Sequence, kwargs: Mapping[str, Any]) -> list:
    """Return the numbers of the pages that the address names."""
    return [kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs] or list(args[:1])


def _texts(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    """The text of a translation, or the text itself, page or snippet, that the user may edit."""
    text = text_in(kwargs)
    return text is None or may_edit(text, user)


def text_in(kwargs: Mapping[str, Any]) -> Any:
    """Return the page or snippet that a translation's number, or a kind and a key, name; None where there is none."""
    if "translation_id" in kwargs:
        translation = Translation.objects.filter(pk=kwargs["translation_id"]).first()
        return _or_none(translation.get_target_instance) if translation else None
    content_type = ContentType.objects.filter(pk=kwargs.get("content_type_id")).first()
    model = content_type.model_class() if content_type else None
    if model is None or not issubclass(model, TranslatableMixin):
        return None
    return snippet_in(model, kwargs)


def snippet_in(model: Any, kwargs: Mapping[str, Any]) -> Any:
    """Return the one of this kind whose key is named, or None."""
    return _or_none(lambda: model._base_manager.get(pk=unquote(str(kwargs["pk"])))) if "pk" in kwargs else None


def texts_of_kind(label: str) -> "Objects":
    """Return the texts that one may edit, for routes that name one of the model ``label`` by its key."""
    return Objects(TEXTS.name, partial(_may_edit_one_of, label))


def _may_edit_one_of(label: str, user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    text = snippet_in(apps.get_model(label), kwargs)
    return text is None or may_edit(text, user)


def _or_none(find: Callable[[], Any]) -> Any:
    """What is not there, or has no such key, is the view's to say."""
    try:
        return find()
    except (ObjectDoesNotExist, ValueError, OverflowError):
        return None


def _accounts(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    account = User.objects.filter(pk=kwargs.get("pk")).first()
    return account is None or Reach(user).covers_account(account)


def _groups(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    group = Group.objects.filter(pk=kwargs.get("pk")).first()
    return group is None or Reach(user).covers_group(group)


def _everything_published(user, args: Sequence, kwargs: Mapping[str, Any]) -> bool:
    """Whoever decides who approves can approve: that is for those who may publish all that is submitted."""
    root = Page.get_first_root_node()
    submitted = [model for model in get_snippet_models() if issubclass(model, WorkflowMixin)]
    return page_permission_policy.user_has_permission_for_instance(user, "publish", root) and all(
        user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}") for model in submitted
    )


@dataclass(frozen=True)
class Objects:
    """A name for the list of routes, and the question whether these are the user's."""

    name: str
    are_open_to: Callable[[Any, Sequence, Mapping[str, Any]], bool]


# Whoever has the right has it for all of them.
ANY = Objects("any", _any)
# The view looks for them among those of the person who is logged in.
OWN = Objects("own", _any)
PAGES = Objects("pages one has a right on", _own_pages)
READABLE_PAGES = Objects("pages one has a right on, or that all may read", _readable_pages)
TEXTS = Objects("texts that one may edit", _texts)
ACCOUNTS = Objects("accounts without a right that one lacks", _accounts)
GROUPS = Objects("groups without a right that one lacks", _groups)
WORKFLOWS = Objects("of those who may publish everything", _everything_published)
