"""Wagtail lets everybody who may change accounts make superusers, or take over their accounts; we don't."""

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet


def without_superuser(form: BaseForm, user) -> BaseForm:
    """Lock the tick that makes a superuser in the form of somebody who is none; what is posted then counts nothing."""
    if not user.is_superuser and "is_superuser" in form.fields:
        form.fields["is_superuser"].disabled = True
    return form


class GuardedCreateView(CreateView):
    def get_form(self, form_class=None):
        return without_superuser(super().get_form(form_class), self.request.user)


class GuardedEditView(EditView):
    def dispatch(self, request, *args, **kwargs):
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        return without_superuser(super().get_form(form_class), self.request.user)


class GuardedUserViewSet(UserViewSet):
    add_view_class = GuardedCreateView
    edit_view_class = GuardedEditView
