"""What ``manage.py first_site`` finds and is told."""

from wagtail.models import Page, Site

OPTIONS = {
    "city_name": "Stadt Muster & Söhne",
    "site_name": "Zusammen planen",
    "contact_email": "mitreden@stadt.example",
    "contact_phone": "0351 000 12 34",
    "administrator_name": "Ada Muster",
    "administrator_email": "ada@stadt.example",
}


def make_welcome_page() -> Page:
    """Make the page that Wagtail's migrations make, as root of the site."""
    root = Page.objects.filter(depth=1).first()
    Page.objects.filter(depth=2).delete()
    page = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="welcome", locale=root.locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    return page
