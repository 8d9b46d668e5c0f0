"""Every address of the site. Feature rooms are named as strings only: the frame imports none of them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from .frame.colour_sheet import colour_sheet
from .frame.favicon import favicon, touch_icon
from .frame.page_view import serve_page
from .login.views import to_login, to_members_login
from .page_password import page_password
from .pictures.renditions import PUBLIC_NAME

handler403 = "home.error_pages.permission_denied"
handler404 = "home.error_pages.page_not_found"
handler500 = "home.error_pages.server_error"

urlpatterns = [
    # Before Wagtail's own of the same address, which would take posts
    path("admin/login/", to_login),
    path("admin/password_reset/", include("cms.password_reset.urls")),
    path("account/", include("cms.login.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("downloads/", include("downloads.serving.urls")),
    path("pictures/", include("cms.pictures.serving.urls")),
    path("videos/", include("cms.videos.urls")),
    re_path(
        r"^colours/(?P<light>[0-9a-f]{6})-(?P<dark>[0-9a-f]{6})\.(?P<digest>[0-9a-f]{12})\.css$",
        colour_sheet,
        name="colour_sheet",
    ),
    path("favicon.ico", favicon, name="favicon"),
    path("apple-touch-icon.png", touch_icon, name="touch_icon"),
    path("", include("home.urls")),
]

if settings.SERVE_MEDIA:
    # Development only: in production the web server hands out public renditions, and nothing else either.
    urlpatterns += [
        re_path(rf"^media/(?P<path>{PUBLIC_NAME})$", serve, {"document_root": settings.MEDIA_ROOT}, name="media")
    ]

urlpatterns += i18n_patterns(
    path("", include("events.urls")),
    path("", include("downloads.language_urls")),
    path("", include("home.language_urls")),
    # Before Wagtail's own view of the same name and address
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        page_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", to_members_login),
    # The same
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
