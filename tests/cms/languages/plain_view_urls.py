"""The site's addresses and one plain view below the language prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import path

from cms import urls as site_urls

handler404 = site_urls.handler404
handler500 = site_urls.handler500
urlpatterns = i18n_patterns(path("plain/", lambda request: HttpResponse(request.LANGUAGE_CODE), name="plain"))
urlpatterns += site_urls.urlpatterns
