"""The address of pictures on restricted pages."""

from django.urls import path

from . import views

app_name = "pictures"
urlpatterns = [path("<str:name>/", views.for_readers, name="for_readers")]
