from django.urls import include, path
from wagtail import urls as wagtail_urls

from .views import bare

urlpatterns = [path("bare/<int:course_id>/", bare), path("", include(wagtail_urls))]
