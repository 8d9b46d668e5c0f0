"""The addresses of videos and of their captions."""

from django.urls import path

from . import serving

app_name = "videos"
urlpatterns = [
    path("<str:name>", serving.video, name="video"),
    path("<str:name>/<slug:language>.vtt", serving.captions, name="captions"),
]
