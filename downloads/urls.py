from django.urls import path

from . import views

app_name = "downloads"

urlpatterns = [
    path("<str:public_id>/<str:filename>", views.file, name="file"),
]
