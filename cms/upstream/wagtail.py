"""What is put in the place of something of Wagtail's where it has no setting for it: see ``docs/upstream.md``."""

from wagtail.admin import auth
from wagtail.admin import wagtail_hooks as theirs
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.pages.create import CreateView as PageCreateView
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.admin.views.pages.listing import PageListingMixin
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.redirects import signal_handlers as old_addresses
from wagtail.contrib.redirects import views as redirect_views
from wagtail.models import Page, UploadedFile, WorkflowPage
from wagtail.sites.views import SiteViewSet
from wagtail.snippets.views.snippets import EditView as SnippetEditView
from wagtail.snippets.widgets import AdminSnippetChooser

from ..admin_routes.offers import without_copy
from ..languages.board.buttons import with_rights_of_all
from ..languages.board.side_panel import with_translations
from ..models.page_rights import with_live_pages_below
from ..old_addresses.form import OldAddressForm
from ..old_addresses.keeping import KeepsWhatFits
from ..pictures.fields import WaitingFile
from ..plain_language.side_panel import with_hints
from ..site_address.views import GuardedSiteDeleteView, GuardedSiteEditView
from .own_language import in_the_readers_language, with_texts_of_the_reader
from .replace_hook import replace_hook


def wrap_wagtail() -> None:
    """Called once, when the apps are ready and before any viewset is registered."""
    # Its view fills the form with the original, primary key included, asks for the right to add only, and saves what
    # comes back: whoever may add an account could take over any. A viewset that wants a copy has a view of its own.
    ModelViewSet.copy_view_enabled = False
    SiteViewSet.edit_view_class = GuardedSiteEditView
    SiteViewSet.delete_view_class = GuardedSiteDeleteView
    # No portraits of staff: they would be kept as uploaded, with place and author, where everybody finds them.
    AvatarSettingsPanel.is_active = lambda panel: False
    # What waits for a missing text, when several files come at once, waits where no address leads.
    UploadedFile._meta.get_field("file").attr_class = WaitingFile
    # Asked row by row, the buttons of a list would read everything again for each page.
    PageListingMixin.get_context_data = with_live_pages_below(with_rights_of_all(PageListingMixin.get_context_data))
    # It counts its finds without saying of what: "1-5 of 5 None".
    SearchView.verbose_name_plural = Page._meta.verbose_name_plural
    # Its label is the name of a variable.
    WorkflowPageForm.base_fields["page"].label = WorkflowPage._meta.get_field("page").verbose_name
    AdminSnippetChooser.__init__ = with_texts_of_the_reader(AdminSnippetChooser.__init__)
    auth.permission_denied = in_the_readers_language(auth.permission_denied)
    # Theirs fails over long addresses and large trees.
    old_addresses.BatchRedirectCreator = KeepsWhatFits
    redirect_views.CreateView.form_class = redirect_views.EditView.form_class = OldAddressForm
    # There is no hook for the side panels of an editor.
    SnippetEditView.get_side_panels = with_hints(with_translations(SnippetEditView.get_side_panels))
    PageEditView.get_side_panels = with_hints(with_translations(PageEditView.get_side_panels))
    PageCreateView.get_side_panels = with_hints(PageCreateView.get_side_panels)


def replace_wagtails_hooks() -> None:
    """Called once, where the admin loads its hooks."""
    for hook, buttons in {
        "register_page_listing_more_buttons": theirs.page_listing_more_buttons,
        "register_page_header_buttons": theirs.page_header_buttons,
    }.items():
        replace_hook(hook, buttons, without_copy(buttons))
